// Whether a RUN touches the network; the grammar of the shell is read from disk and loaded (a tenth of a second) when
// a script first needs it.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
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
  const [{ createScriptReader }, runtime, bash, query] = await Promise.all([
    import('../shell/script-reader.js'),
    readFile(assetPath('web-tree-sitter.wasm')),
    readFile(assetPath('tree-sitter-bash.wasm')),
    readFile(assetPath('commands.scm'), 'utf8'),
  ]);
  return createScriptReader({ runtime, bash, commandsQuery: query });
}

/** The build puts these files into `dist/assets`, whether this runs from there or compiled for the tests. */
function assetPath(name: string): string {
  const here = import.meta.url;
  const dist = here.slice(0, here.search(/\/(?:dist|build\/compiled)\//)) + '/dist/assets/';
  return fileURLToPath(dist + name);
}
