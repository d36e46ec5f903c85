// What differs from run to run, as noughts and as the names that a page of docs/stories shows: all of it is here.
import { replaceKeepingColumns, type Replacement } from './keep-columns.js';

/** Names made for one run, and what stands for them; the first that is found counts. */
export type ShownNames = readonly (readonly [actual: string, shown: string])[];

export function normalizeScreen(screen: string, columns: number, names: ShownNames = []): string {
  const replacements = [...names.map(nameFor), ...variables];
  const rows = screen
    .split('\n')
    .map((row) => normalizeDone(normalizeHeader(row, columns), columns))
    .map((row) => replacements.reduce(replaceKeepingColumns, row).trimEnd());
  return `${rows.join('\n').trimEnd()}\n`;
}

/** Where there is no room for all of a name its beginning stands there, which may be another one in each run. */
const nameFor = ([actual, shown]: ShownNames[number]): Replacement => {
  const cut = Array.from(
    { length: Math.max(0, actual.length - shortestCut) },
    (_, index) => `${escapePattern(actual.slice(0, actual.length - 1 - index))}(?=…)`,
  );
  return {
    pattern: new RegExp([escapePattern(actual), ...cut].join('|')),
    replace: () => shown,
    isNumber: false,
  };
};

const shortestCut = 8;

const escapePattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const number = (pattern: RegExp, shown: string): Replacement => ({
  pattern,
  replace: () => shown,
  isNumber: true,
});

/** What is replaced already does not fit again. */
const variables: readonly Replacement[] = [
  // Where a fix has put the file as it was, for as far as there is room.
  { pattern: /(?<=the file as it was is )\/.*$/, replace: () => 'BACKUP', isNumber: false },
  // Step keys, in the tags of checkpoints.
  {
    pattern: /(-L\d+-)(?!0{8})[0-9a-f]{8}/,
    replace: ([, line = '']) => `${line}00000000`,
    isNumber: false,
  },
  {
    pattern: /\b(sha256:)?(?!0+\b)([0-9a-f]{64}|(?=[a-f]*\d)[0-9a-f]{12})\b/,
    replace: ([, algorithm = '', digest = '']) => algorithm + '0'.repeat(digest.length),
    isNumber: false,
  },
  number(/(?<![\w.:/-])(?!0\.0s)(?:\d+m )?\d+(?:\.\d+)?m?s(?!\w)/, '0.0s'),
  // A size may fill its column behind a time.
  {
    pattern: /(?<=0\.0s)(?! {5}0B) +\d+(?:\.\d+)?[kMG]?B(?= +\d)/,
    replace: () => '     0B',
    isNumber: false,
  },
  number(/(?<![\w.])(?!0B)\d+(?:\.\d+)?[kMG]?B(?!\w)/, '0B'),
  number(/(?<![\w.<])(?!0%)<?\d+%/, '0%'),
  { pattern: /(?<=BusyBox v)(?!0\.0 )\S+ \([^)]*\)/, replace: () => '0.0', isNumber: false },
  { pattern: /linux\/arm64/, replace: () => 'linux/amd64', isNumber: false },
  // Of what runs.
  { pattern: /[⠙⠹⠸⠼⠴⠦⠧⠇⠏]/, replace: () => '⠋', isNumber: false },
];

/** The engine's name may be longer or shorter elsewhere, or not be there for lack of room, and for nothing else. */
function normalizeHeader(row: string, columns: number): string {
  const left = /^ refrom {2}\S.*?(?= {2}| \S+ at \S+ \S [\d.ms ]+$|$)/.exec(row)?.[0];
  if (left === undefined) return row;
  const right = ' ENGINE · 0.0s ';
  const room = row.length - right.length;
  // Where there is no more than ASCII the dot is another sign.
  const isThere = / at \S.* \S [\d.ms ]+$/.test(row.slice(left.length));
  const mayBeLeftOut = columns - left.length < widestEngine;
  return left.length > room || !(isThere || mayBeLeftOut) ? row : left.padEnd(room) + right;
}

/** Of its name, address and time. */
const widestEngine = 64;

/** What is done is cut for the time behind it, here always as for the widest one. */
function normalizeDone(row: string, columns: number): string {
  const match = /^( done .*?)( \([\d.ms ]+\) [│|] .*)$/.exec(row);
  if (match === null) return row;
  const [, done = '', rest = ''] = match;
  const room = Math.floor((columns - 2) / 2) - widestTime;
  return done.length > room ? `${done.slice(0, room - 1).replace(/…$/, '')}…${rest}` : row;
}

const widestTime = ' (59.9s)'.length;
