// What reads scripts: whether a RUN touches the network, and its colours. The grammar of the shell is read from disk and
// loaded (a tenth of a second) when it is first needed.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { ShellGrammar } from '../shell/load-bash.js';
import type { ReadScriptTokens } from '../shell/script-highlighter.js';
import type { ScriptReader } from '../shell/script-reader.js';
import { mentionsNetwork, touchesNetwork } from '../shell/touches-network.js';

export function createRiskReader(): (script: string) => Promise<boolean> {
  let reader: Promise<ScriptReader> | undefined;
  return async (script) => {
    if (!mentionsNetwork(script)) return false;
    reader ??= loadScriptReader();
    return touchesNetwork((await reader).readCommands(script));
  };
}

async function loadScriptReader(): Promise<ScriptReader> {
  const [{ createScriptReader }, grammar, commandsQuery] = await Promise.all([
    import('../shell/script-reader.js'),
    readGrammar(),
    readFile(assetPath('commands.scm'), 'utf8'),
  ]);
  return createScriptReader({ ...grammar, commandsQuery });
}

/** For the debugger, which colours scripts. */
export async function loadScriptTokens(): Promise<ReadScriptTokens> {
  const [{ createScriptHighlighter }, grammar, highlightsQuery] = await Promise.all([
    import('../shell/script-highlighter.js'),
    readGrammar(),
    readFile(assetPath('highlights.scm'), 'utf8'),
  ]);
  return createScriptHighlighter({ ...grammar, highlightsQuery });
}

async function readGrammar(): Promise<ShellGrammar> {
  // Compiled to run fast, it takes 20 MB more, and seconds; it reads a few lines.
  setFlagsFromString('--liftoff-only');
  const [runtime, bash] = await Promise.all([
    readFile(assetPath('web-tree-sitter.wasm')),
    readFile(assetPath('tree-sitter-bash.wasm')),
  ]);
  return { runtime, bash };
}

/** The build puts these files into `dist/assets`, whether this runs from there or compiled for the tests. */
function assetPath(name: string): string {
  const here = import.meta.url;
  const dist = here.slice(0, here.search(/\/(?:dist|build\/compiled)\//)) + '/dist/assets/';
  return fileURLToPath(dist + name);
}
