// What a shell for people reads as it starts: the step's command goes into its history, and it tells what was entered,
// with exit codes. Nothing of it reaches the commands.
import { quoteForShell } from '../../shell/quote-for-shell.js';
import type { FoundShell, ShellKind } from './find-shell.js';
import { entriesOf, stepFile, type ShellStart } from './starts/own-files.js';
import { startAsh } from './starts/start-ash.js';
import { startBash } from './starts/start-bash.js';
import { startKsh } from './starts/start-ksh.js';
import { startZsh } from './starts/start-zsh.js';

export interface ShellPurpose {
  /** The command of the step, where it has one. */
  readonly script: string | undefined;
  readonly recall: Recall | undefined;
  /** Of the RUN. */
  readonly environment: readonly string[];
}

export function startOf({ kind }: FoundShell, { script, recall, environment }: ShellPurpose): ShellStart {
  const given = recall === 'command' || recall === 'lines' ? script : undefined;
  const quoted = given === undefined ? undefined : quoteForShell(given);
  const restore = (name: string): string => {
    const own = environment.find((entry) => entry.startsWith(`${name}=`));
    return own === undefined ? `unset ${name}` : `export ${quoteForShell(own)}`;
  };
  const inFile = recall === 'file' ? [{ path: stepFile, content: `${script ?? ''}\n` }] : [];
  const { files, ...start } = startFor(kind, { given, quoted, restore });
  return { ...start, files: [...files, ...inFile] };
}

interface Given {
  readonly given: string | undefined;
  readonly quoted: string | undefined;
  readonly restore: (name: string) => string;
}

function startFor(kind: ShellKind, { given, quoted, restore }: Given): ShellStart {
  switch (kind) {
    case 'bash':
      return startBash(quoted);
    case 'zsh':
      return startZsh(quoted, restore);
    case 'ksh':
      return startKsh(given, restore);
    case 'ash':
      return startAsh(given, restore);
    case 'other':
      return { arguments: [], variables: [], files: [] };
  }
}

/**
 * What a shell does with a history that it is given: `whole` has commands of several lines in it, `lines` each line as an
 * entry of its own, `own` only what is entered; `none`: it has none, or one of which nothing is known.
 */
export type HistoryKind = 'whole' | 'lines' | 'own' | 'none';

/** What Up brings of the step's command: all of it, or one line after the other; or there is a file that has it. */
export type Recall = 'command' | 'lines' | 'file';

export function recallOf(
  { kind }: FoundShell,
  script: string | undefined,
  history: HistoryKind,
): Recall | undefined {
  if (script === undefined || kind === 'other') return undefined;
  if (history === 'whole') return 'command';
  if (history !== 'lines') return 'file';
  const entries = entriesOf(script);
  if (entries.length > mostEntries || entries.some((entry) => entry.length > longestEntry)) return 'file';
  return entries.length > 1 ? 'lines' : 'command';
}

/** Busybox cuts lines, and forgets the first of many, by limits that it is made with: these are below the usual ones. */
const longestEntry = 1000;
const mostEntries = 100;

/** Whether it tells what is entered. */
export const tellsCommands = ({ kind }: FoundShell, history: HistoryKind): boolean =>
  kind !== 'other' && history !== 'none';
