import test from 'ava';
import { copiesAsBefore23, layOutAsBefore23 } from '../../../src/engine/copy/copy-before-23.js';
import { readNothing } from '../../../src/engine/copy/read-nothing.js';
import type { FileEntry } from '../../../src/engine/file-entry.js';

const now = 2_000_000_000_000;
const made = (type: FileEntry['type'], path: string, mode: number): FileEntry => ({
  ...{ path, type, mode, uid: 0, gid: 0, modified: 1_000_000_000_000, size: 0 },
  read: readNothing,
});

async function* entriesOf(...entries: readonly FileEntry[]): AsyncGenerator<FileEntry> {
  yield* entries;
  await Promise.resolve();
}

const source = { name: 'd', type: 'directory', entries: () => entriesOf() } as const;
const placement = { source, path: '/made/top', folders: ['/made'], merges: false };

async function laidOut(
  mode: number | undefined,
  ...entries: readonly FileEntry[]
): Promise<readonly string[]> {
  const lines: string[] = [];
  const changes = mode === undefined ? { now } : { now, mode };
  for await (const entry of layOutAsBefore23(entriesOf(...entries), [placement], changes))
    lines.push(`${entry.path} ${entry.mode.toString(8)} ${entry.modified === now ? 'now' : 'old'}`);
  return lines;
}

test('before 23.0 folders have the time of the COPY, but for those that are empty', async (t) => {
  const entries = [
    made('directory', 'd', 0o2700),
    made('directory', 'd/e', 0o755),
    made('file', 'd/f', 0o4711),
  ];
  t.deepEqual(await laidOut(undefined, ...entries), ['d 2700 now', 'd/e 755 old', 'd/f 4711 old']);
  const again = await laidOut(undefined, made('file', 'd/f', 0o644), made('directory', 'd', 0o700));
  t.deepEqual(again, ['d/f 644 old', 'd 700 now']);
});

test('before 23.0 --chmod gives no special bits, and nothing to folders that COPY makes by itself', async (t) => {
  const entries = [made('directory', 'made', 0o600), made('directory', 'made/top', 0o600)];
  const lines = await laidOut(0o4600, ...entries, made('file', 'made/top/f', 0o4600));
  t.deepEqual(lines, ['made 755 now', 'made/top 755 now', 'made/top/f 600 old']);
});

test('before 23.0 --chmod leaves the bits of a folder that is there', async (t) => {
  t.deepEqual(await laidOut(0o600, made('directory', 'there', 0o1777)), ['there 1777 old']);
});

test('before 23.0 a folder that COPY makes has its time, also when it is empty', async (t) => {
  t.deepEqual(await laidOut(undefined, made('directory', 'made/top', 0o755)), ['made/top 755 now']);
});

for (const [apiVersion, expected] of [
  ['1.41', true],
  ['1.42', false],
  ['1.51', false],
] as const)
  test(`an engine with API ${apiVersion} copies ${expected ? 'as before 23.0' : 'as today'}`, (t) => {
    t.is(copiesAsBefore23({ apiVersion }), expected);
  });
