// What a shell for people reads as it starts: the step's command goes into its history, and it tells what was entered,
// with exit codes. Nothing of it reaches the commands.
import { quoteForShell } from '../../shell/quote-for-shell.js';
import type { FoundShell, ShellKind } from './find-shell.js';
import type { ShellStart } from './starts/own-files.js';
import { startAsh } from './starts/start-ash.js';
import { startBash } from './starts/start-bash.js';
import { startKsh } from './starts/start-ksh.js';
import { startZsh } from './starts/start-zsh.js';

/** `environment` is that of the RUN; `script` its command, where it has one. */
export function startOf(
  found: FoundShell,
  script: string | undefined,
  environment: readonly string[],
): ShellStart {
  const quoted = script === undefined ? undefined : quoteForShell(script);
  const restore = (name: string): string => {
    const own = environment.find((entry) => entry.startsWith(`${name}=`));
    return own === undefined ? `unset ${name}` : `export ${quoteForShell(own)}`;
  };
  switch (found.kind) {
    case 'bash':
      return startBash(quoted);
    case 'zsh':
      return startZsh(quoted, restore);
    case 'ksh':
      return startKsh(script, restore);
    case 'ash':
      return startAsh(script, restore);
    case 'other':
      return { arguments: [], variables: [], files: [] };
  }
}

/** What Up brings of the step's command: all of it, or one line after the other; or there is a file that has it. */
export type Recall = 'command' | 'lines' | 'file';

/**
 * Ash keeps every line as an entry of its own, and the ksh of AT&T brings single lines. `reads`: the shell has a history,
 * and begins it with what it is given.
 */
export function recallOf(
  { kind, path }: FoundShell,
  script: string | undefined,
  reads: boolean,
): Recall | undefined {
  if (script === undefined || kind === 'other') return undefined;
  if (!reads) return kind === 'ash' ? 'file' : undefined;
  const hasLines = kind === 'ash' || (kind === 'ksh' && !path.endsWith('/mksh'));
  return hasLines && script.includes('\n') ? 'lines' : 'command';
}

/** Whether it tells what is entered. */
export const tellsCommands = (kind: ShellKind): boolean => kind !== 'other';
