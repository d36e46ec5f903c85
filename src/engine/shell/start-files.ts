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
      return startKsh(quoted, restore);
    case 'ash':
      return startAsh(recallsCommand(found, script) ? script : undefined, restore);
    case 'other':
      return { arguments: [], variables: [], files: [] };
  }
}

/** Whether Up brings the script. Ash keeps every line as an entry of its own, and the ksh of AT&T brings single lines. */
export function recallsCommand({ kind }: FoundShell, script: string | undefined): boolean {
  if (script === undefined || kind === 'other') return false;
  return (kind !== 'ash' && kind !== 'ksh') || !script.includes('\n');
}

/** Whether it tells what is entered. */
export const tellsCommands = (kind: ShellKind): boolean => kind !== 'other';
