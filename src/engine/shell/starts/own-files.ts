// Where a shell for people finds what it reads and writes: all of it lies below /dev, which is no part of an image.

export interface ShellStart {
  readonly arguments: readonly string[];
  /** `NAME=value`; what is read at the start takes it away again. */
  readonly variables: readonly string[];
  readonly files: readonly OwnFile[];
}

export interface OwnFile {
  readonly path: string;
  readonly content: string;
}

export const startFile = '/dev/.refrom-start';
export const zshFolder = '/dev/.refrom-zsh';
/** Where the ksh of AT&T makes its history file itself: one that is there and empty it takes for a damaged one. */
export const kshFolder = '/dev/.refrom-ksh';
export const historyFile = '/dev/.refrom-history';
export const countFile = '/dev/.refrom-count';
/** `=EXIT CODE`, then the lines of the command, each behind a blank. */
export const toldFile = '/dev/.refrom-told';

/** The command of the step, for shells whose history can be given nothing. */
export const stepFile = '/dev/.refrom-step';

export const ownFiles: readonly string[] = [
  startFile,
  zshFolder,
  kshFolder,
  historyFile,
  countFile,
  toldFile,
  stepFile,
];

/** A shell whose user is not root can make nothing below /dev. */
export const empty = (path: string): OwnFile => ({ path, content: '' });

/** Of a command, as shells keep them that have a line for an entry. */
export const entriesOf = (script: string | undefined): readonly string[] =>
  (script ?? '').split('\n').filter((line) => line.trim() !== '');

export const lines = (...parts: readonly (string | false)[]): string =>
  `${parts.filter(Boolean).join('\n')}\n`;
