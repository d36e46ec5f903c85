// The words of one line to a command: one reader for each.
import { suggestion } from '../../messages/nearest.js';
import { readBreakpointPlace } from '../../syntax/values/breakpoint-place.js';
import type { Token } from './read-tokens.js';
import { printables, type Expectation, type ScriptCommand } from './script.js';

/** What is wrong, at a token or, without one, behind the last. */
export interface Complaint {
  readonly expected: string;
  readonly at: Token | undefined;
  readonly hint?: string;
}

export type CommandReading = { readonly command: ScriptCommand } | { readonly complaint: Complaint };

/** `tokens` is not empty. */
export function readCommand([name, ...rest]: readonly Token[]): CommandReading {
  const reader = name?.type === 'word' ? readers.get(name.value) : undefined;
  if (reader === undefined)
    return complain(`expected a command: ${names.join(', ')}`, name, near(name, names));
  const reading = reader.read(rest);
  if ('complaint' in reading) return reading;
  const extra = rest[reader.most];
  return extra === undefined ? reading : complain(`expected nothing behind \`${reader.usage}\``, extra);
}

interface CommandReader {
  readonly usage: string;
  /** Arguments at most. */
  readonly most: number;
  readonly read: (words: readonly Token[]) => CommandReading;
}

const read = (command: ScriptCommand): CommandReading => ({ command });

const complain = (expected: string, at: Token | undefined, hint?: string): CommandReading => ({
  complaint: { expected, at, ...(hint === undefined ? {} : { hint }) },
});

const near = (token: Token | undefined, words: readonly string[]): string | undefined =>
  token === undefined ? undefined : suggestion(token.value, words);

/** A command that takes nothing. */
const plain = (type: 'continue' | 'back' | 'skip' | 'write' | 'quit'): [string, CommandReader] => [
  type,
  { usage: type, most: 0, read: () => read({ type }) },
];

const readers: ReadonlyMap<string, CommandReader> = new Map<string, CommandReader>([
  ['next', { usage: 'next [N]', most: 1, read: readNext }],
  plain('continue'),
  plain('back'),
  ['retry', { usage: 'retry [clean|wreck]', most: 1, read: readRetry }],
  ['here', { usage: 'here LINE', most: 1, read: readHere }],
  plain('skip'),
  ['break', { usage: 'break PLACE', most: 1, read: readBreak }],
  ['shell', { usage: 'shell "COMMAND"', most: 1, read: readShell }],
  ['print', { usage: 'print env|config|state', most: 1, read: readPrint }],
  ['expect', { usage: 'expect paused|failed|finished|output …', most: 2, read: readExpect }],
  plain('write'),
  plain('quit'),
]);

const names = [...readers.keys()];

/** From 1; no file has more lines than nine digits can count. */
const numberOf = (token: Token): number | undefined =>
  token.type === 'word' && /^[1-9]\d{0,8}$/.test(token.value) ? Number(token.value) : undefined;

function readNext([word]: readonly Token[]): CommandReading {
  const times = word === undefined ? 1 : numberOf(word);
  return times === undefined ? complain('expected how many steps', word) : read({ type: 'next', times });
}

function readRetry([word]: readonly Token[]): CommandReading {
  const from = word?.value ?? 'clean';
  if (from === 'clean' || from === 'wreck') return read({ type: 'retry', from });
  return complain('expected `clean` or `wreck`', word, near(word, ['clean', 'wreck']));
}

function readHere([word]: readonly Token[]): CommandReading {
  const line = word && numberOf(word);
  return line === undefined
    ? complain('expected a line of the Dockerfile', word)
    : read({ type: 'here', line });
}

/** Whether there is such a place is known once there is a plan. */
function readBreak([word, ...rest]: readonly Token[]): CommandReading {
  if (word !== undefined && readBreakpointPlace(word.value) !== undefined)
    return read({ type: 'break', place: word.value });
  const isUnquoted = word?.type === 'word' && word.value.startsWith('$') && rest.length > 0;
  return complain(
    'expected LINE, STAGE, STAGE:LINE, /PATTERN/, or $VARIABLE with =~, == or != and a value',
    word,
    isUnquoted ? "blanks need quotes, such as break '$VERSION =~ ^2'" : undefined,
  );
}

function readShell([word]: readonly Token[]): CommandReading {
  if (word?.type === 'text' && word.value.trim() !== '') return read({ type: 'shell', script: word.value });
  return complain('expected the command in quotes', word, 'such as shell "ls -l"');
}

function readPrint([word]: readonly Token[]): CommandReading {
  const what = printables.find((each) => each === word?.value);
  if (what !== undefined) return read({ type: 'print', what });
  return complain(`expected one of ${printables.join(', ')}`, word, near(word, printables));
}

const expectable = ['paused', 'failed', 'finished', 'output'];

function readExpect([word, argument]: readonly Token[]): CommandReading {
  switch (word?.value) {
    case 'paused':
    case 'failed':
      return readPlace(word.value, argument);
    case 'finished':
      if (argument !== undefined) return complain('expected nothing behind `expect finished`', argument);
      return expecting({ type: 'finished' });
    case 'output':
      return readPattern(argument);
    default:
      return complain(`expected one of ${expectable.join(', ')}`, word, near(word, expectable));
  }
}

const expecting = (expectation: Expectation): CommandReading => read({ type: 'expect', expectation });

function readPlace(type: 'paused' | 'failed', word: Token | undefined): CommandReading {
  if (word === undefined) return expecting({ type });
  const line = numberOf(word);
  return line === undefined ? complain('expected a line of the Dockerfile', word) : expecting({ type, line });
}

function readPattern(token: Token | undefined): CommandReading {
  if (token?.type !== 'pattern')
    return complain('expected a pattern between slashes', token, 'such as expect output /error/i');
  const end = token.value.lastIndexOf('/');
  const flags = token.value.slice(end + 1);
  if (!/^(?!.*(.).*\1)[imsu]*$/.test(flags))
    return complain(`expected some of the flags i, m, s and u, and found \`${flags}\``, token);
  try {
    return expecting({ type: 'output', pattern: new RegExp(token.value.slice(1, end), flags) });
  } catch (error) {
    return complain(`expected a regular expression: ${(error as Error).message}`, token);
  }
}
