// `refrom checkpoints ls` and `show` as text: for each project a tree, each checkpoint below the one it stands on.
import prettyBytes from 'pretty-bytes';
import prettyMilliseconds from 'pretty-ms';
import type { CheckpointRecord, Inventory } from '../checkpoints/inventory.js';
import { readTag, type CheckpointMark } from '../checkpoints/checkpoint-name.js';
import { sanitizeOutput } from '../messages/sanitize-output.js';

export interface ListedWreck {
  /** Of its container. */
  readonly name: string;
}

/** `now` in milliseconds since 1970; `columns` to cut instructions at. */
export function formatInventory(
  inventory: Inventory,
  wrecks: readonly ListedWreck[],
  { now, columns }: { now: number; columns: number },
): string {
  if (inventory.checkpoints.length === 0 && wrecks.length === 0) return 'no checkpoints\n';
  const projects = [...new Set(inventory.checkpoints.flatMap(projectsOf))].sort();
  const trees = projects.map((project) => {
    const own = inventory.checkpoints.filter((each) => projectsOf(each).includes(project));
    const rows = treeRows(own, project, now);
    return `${project}: ${count(own.length, 'checkpoint')}\n${alignRows(rows, columns)}`;
  });
  const failed =
    wrecks.length === 0 ? [] : [`wrecks, kept alive:\n${wrecks.map(({ name }) => `  ${name}\n`).join('')}`];
  const total = `${bytes(inventory.bytes)} in ${count(inventory.checkpoints.length, 'checkpoint')}\n`;
  return sanitizeOutput([...trees, ...failed, total].join('\n'));
}

/** All that is known of one. */
export function formatCheckpoint(record: CheckpointRecord, inventory: Inventory, now: number): string {
  const { id, tags, pins, mark, instruction, created, ownBytes, freedBytes, parent, dependents } = record;
  const below = inventory.checkpoints.find((each) => each.id === parent);
  const rows: readonly (readonly [string, string])[] = [
    ...tags.map((tag, at) => [at === 0 ? 'checkpoint' : '', tag] as const),
    ...pins.map((pin, at) => [at === 0 ? 'kept as' : '', pin] as const),
    ['image', id],
    [
      mark.wreck === undefined ? 'after' : 'wreck of',
      `line ${String(mark.line)} of stage ${mark.stage}: ${mark.wreck?.message ?? asWritten(instruction)}`,
    ],
    ['key', mark.handmade ? 'none: made by hand, the Dockerfile does not say how' : mark.key],
    ...describeKept(mark),
    ['made', `${created} (${age(created, now)}), in ${duration(mark.milliseconds)} since the one below it`],
    ['holds', `${bytes(ownBytes)} of its own; removing it frees ${bytes(freedBytes)}`],
    ['stands on', below?.tags[0] ?? 'the base image'],
    ['needed by', dependents === 0 ? 'no other' : count(dependents, 'other')],
  ];
  return sanitizeOutput(rows.map(([label, text]) => `${label.padEnd(11)}${text}\n`).join(''));
}

function describeKept({ keptKey, keptLines = [] }: CheckpointMark): readonly (readonly [string, string])[] {
  const lines = `${keptLines.length === 1 ? 'line' : 'lines'} ${keptLines.join(', ')}`;
  return [
    ...(keptKey === undefined ? [] : [['kept', 'kept anyway, made before its step changed'] as const]),
    ...(keptLines.length === 0 ? [] : [['stands on', `on ${lines} kept anyway`] as const]),
  ];
}

const projectsOf = ({ tags }: CheckpointRecord): string[] =>
  tags.flatMap((tag) => readTag(tag)?.project ?? []);

type Row = readonly [name: string, size: string, age: string, cost: string, rest: string];

/** A checkpoint whose parent belongs to another project stands at the root. */
function treeRows(records: readonly CheckpointRecord[], project: string, now: number): Row[] {
  const known = new Set(records.map(({ id }) => id));
  const childrenOf = (parent: string | undefined): CheckpointRecord[] =>
    records
      .filter((each) => (known.has(each.parent ?? '') ? each.parent : undefined) === parent)
      .sort((a, b) => a.mark.line - b.mark.line || (a.created < b.created ? -1 : 1));
  const walk = (parent: string | undefined, indent: string): Row[] =>
    childrenOf(parent).flatMap((record, at, siblings) => {
      const isLast = at === siblings.length - 1;
      const branch = parent === undefined ? '' : isLast ? '└─ ' : '├─ ';
      const below = parent === undefined ? '' : isLast ? '   ' : '│  ';
      return [toRow(record, project, `${indent}${branch}`, now), ...walk(record.id, `${indent}${below}`)];
    });
  return walk(undefined, '  ');
}

function toRow(record: CheckpointRecord, project: string, indent: string, now: number): Row {
  const { tags, pins, mark, instruction, created, ownBytes, dependents } = record;
  const name = tags.map(readTag).find((tag) => tag?.project === project)?.name ?? '';
  const notes = [
    ...(mark.wreck === undefined ? [] : [`wreck: ${mark.wreck.message}`]),
    ...(mark.handmade && mark.wreck === undefined ? ['made by hand'] : []),
    ...describeKept(mark).map(([, text]) => text),
    ...pins.map((pin) => `kept as ${pin}`),
    ...(dependents > 0 ? [`needed by ${String(dependents)}`] : []),
  ];
  const rest = `${asWritten(instruction)}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
  return [`${indent}${name}`, bytes(ownBytes), age(created, now), duration(mark.milliseconds), rest];
}

/** As in the Dockerfile, where the shell is the usual one. */
const asWritten = (instruction: string): string =>
  instruction
    .replace(/ # buildkit$/, '')
    .replace(/^RUN (?:\|\d+ .*? )?\/bin\/sh -c /, 'RUN ')
    .replaceAll(/\s+/g, ' ');

/** The last column is cut where the screen ends. */
function alignRows(rows: readonly Row[], columns: number): string {
  const heads: Row = ['  state after', 'own', 'age', 'took', 'instruction'];
  const all = [heads, ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const lines = all.map((row) => {
    const [name, ...rest] = row.slice(0, 4);
    const cells = [
      (name ?? '').padEnd(widths[0] ?? 0),
      ...rest.map((text, at) => text.padStart(widths[at + 1] ?? 0)),
    ];
    const line = `${cells.join('  ')}  ${row[4]}`;
    return line.length > columns ? `${line.slice(0, Math.max(0, columns - 1))}…` : line;
  });
  return lines.map((line) => `${line}\n`).join('');
}

export const plainBytes = (number: number): string => prettyBytes(number);

const bytes = plainBytes;

const duration = (milliseconds: number): string =>
  prettyMilliseconds(milliseconds, { secondsDecimalDigits: 0, unitCount: 2 });

const age = (created: string, now: number): string =>
  prettyMilliseconds(Math.max(0, now - Date.parse(created)), { compact: true });

export const count = (number: number, noun: string): string =>
  `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
