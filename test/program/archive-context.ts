// A context that comes as an archive: its files are what the archive says, not what the disk makes of them.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { execa } from 'execa';
import test, { type ExecutionContext } from 'ava';
import { unpackContext } from '../../src/cli/unpack-context.js';
import { encodeArchive } from '../../src/docker/archive/encode-archive.js';
import { readExport } from '../helpers/exported-tree.js';
import { file, folder, plain, toEntries, type Plain } from '../helpers/plain-entries.js';
import {
  buildEvents,
  docker,
  endOf,
  executedLines,
  imageName,
  makeProject,
  refrom,
  tryDocker,
} from '../helpers/refrom.js';

const dockerfile = `FROM fixture/busybox
COPY d /d
COPY d/f /single
COPY d/ /into/
COPY --chown=7:8 d/f d/program /owned/
COPY . /all/
RUN --mount=target=/m cd /m && ls -ln d > /listing
`;

// BuildKit takes a file that only its time tells from an earlier one for the same, so times depend on contents.
const timeOf = (content: string): number =>
  (1_000_000_000 + (createHash('sha256').update(content).digest().readUInt32BE(0) % 1e8)) * 1000;

const capability = Buffer.from('0100000200200000000000000000000000000000', 'hex').toString('latin1');

const ownedBy = (owner: number, content = ''): Partial<Plain> => ({
  uid: owner,
  gid: owner + 1,
  modified: timeOf(content),
});
const owned = (path: string, owner: number, content: string, over: Partial<Plain> = {}): Plain =>
  file(path, content, { ...ownedBy(owner, content), ...over });

const files = (text: string, owner = 1003): readonly Plain[] => [
  owned('Dockerfile', 11, text),
  owned('.dockerignore', 11, 'd/hidden\n'),
  folder('d', { ...ownedBy(1001), mode: 0o2750 }),
  owned('d/f', owner, 'content', { mode: 0o640 }),
  owned('d/hidden', 0, 'there in spite of the ignore file'),
  owned('d/program', owner, 'program', { mode: 0o4755 }),
  owned('d/capable', owner, 'capable', { attributes: { 'SCHILY.xattr.security.capability': capability } }),
  owned('d/large', 3_000_000, 'owner'),
  folder('d/locked', { ...ownedBy(9), mode: 0 }),
  owned('d/locked/f', 9, 'nobody may read it', { mode: 0 }),
  // Both names are what the later says.
  { ...plain, ...ownedBy(1003), path: 'd/hard', type: 'hardlink', target: 'd/f', mode: 0o600 },
  { ...plain, ...ownedBy(55), path: 'd/link', type: 'link', target: 'f', mode: 0o777 },
  { ...plain, ...ownedBy(5), path: 'd/pipe', type: 'other', device: { kind: 'pipe', major: 0, minor: 0 } },
  owned('implied/below', 21, 'below'),
];

const archiveOf = (entries: readonly Plain[]): Promise<Buffer> => buffer(encodeArchive(toEntries(entries)));

async function stateOf(t: ExecutionContext, image: string): Promise<Record<string, string>> {
  const container = await docker('create', image, 'true');
  t.teardown(() => docker('rm', container));
  return Object.fromEntries(await readExport(['export', container]));
}

/** Every context on standard input is of one project, which other tests have checkpoints of as well. */
async function buildArchive(
  t: ExecutionContext,
  words: readonly string[],
  input: Buffer,
): ReturnType<typeof buildEvents> {
  const finished = await buildEvents([...words, '-'], { stdin: 'pipe', input });
  const taken = finished.events.flatMap((event) => (event.type === 'checkpoint/taken' ? [event.image] : []));
  t.teardown(() => (taken.length === 0 ? undefined : tryDocker('rmi', ...taken)));
  return finished;
}

test('its files are copied and mounted as docker build does', async (t) => {
  await makeProject(t, {});
  const archive = await archiveOf(files(dockerfile));
  const theirs = imageName(t, 'theirs');
  const ours = imageName(t, 'ours');
  await execa('docker', ['build', '-q', '-t', theirs, '-'], {
    input: archive,
    env: { DOCKER_BUILDKIT: '1' },
  });
  const expected = await stateOf(t, theirs);
  t.regex(expected['/d/f'] ?? '', /600 \| 1003:1004/);
  const compressed = ['gzip', 'bzip2', 'xz', 'zstd'].map((program) =>
    execFileSync(program, ['-c'], { input: archive }),
  );
  for (const input of [archive, ...compressed]) {
    const { exitCode, stderr } = await buildArchive(t, ['--no-cache', '-t', ours], input);
    t.is(exitCode, 0, endOf(stderr));
    t.deepEqual(await stateOf(t, ours), expected);
  }
});

test('an owner that changes runs the COPY again', async (t) => {
  await makeProject(t, {});
  const text = `FROM fixture/busybox\nRUN echo ${String(process.pid)}\nCOPY d /d\n`;
  const build = async (owner: number): Promise<readonly number[]> => {
    const input = await archiveOf(files(text, owner));
    const { exitCode, events, stderr } = await buildArchive(t, ['--checkpoint', 'every'], input);
    t.is(exitCode, 0, endOf(stderr));
    return executedLines(events);
  };
  await build(1003);
  t.deepEqual(await build(1003), []);
  t.deepEqual(await build(1004), [3]);
});

test('an archive that is damaged is told of', async (t) => {
  const archive = await archiveOf(files(dockerfile));
  for (const input of [archive.subarray(0, 3000), gzipSync(archive).subarray(0, 300)]) {
    const { exitCode, stderr } = await refrom(['build', '-'], { stdin: 'pipe', input });
    t.is(exitCode, 2);
    t.regex(stderr, /the context cannot be unpacked/);
  }
});

test('an archive that leads out of its folder writes nothing there', async (t) => {
  const outside = join(tmpdir(), `refrom-outside-${String(process.pid)}`);
  const link = (path: string, target: string): Plain => ({ ...plain, path, type: 'link', target });
  const hostile: readonly (readonly Plain[])[] = [
    [file(`../${basename(outside)}`, 'x')],
    [file(`d/../../${basename(outside)}`, 'x')],
    [link('d', tmpdir()), file(`d/${basename(outside)}`, 'x')],
    [link('d', '..'), file(`d/${basename(outside)}`, 'x')],
    [{ ...plain, path: 'shadow', type: 'hardlink', target: '/etc/shadow' }, file('shadow', 'x')],
  ];
  const shadow = await readFile('/etc/shadow');
  for (const entries of hostile) {
    const input = await archiveOf([owned('Dockerfile', 0, 'FROM scratch\nCOPY . /\n'), ...entries]);
    const { exitCode, stderr } = await refrom(['build', '-'], { stdin: 'pipe', input });
    t.is(exitCode, 2);
    t.regex(stderr, /the context cannot be unpacked/);
    t.false(existsSync(outside));
  }
  t.deepEqual(await readFile('/etc/shadow'), shadow);
});

test('an absolute path is one below the context', async (t) => {
  await makeProject(t, {});
  const text = 'FROM fixture/busybox\nCOPY . /all/\n';
  const input = await archiveOf([owned('Dockerfile', 0, text), owned('/refrom-absolute', 0, 'x')]);
  const { exitCode, stderr } = await buildArchive(t, ['-t', imageName(t, 'absolute')], input);
  t.is(exitCode, 0, endOf(stderr));
  t.false(existsSync('/refrom-absolute'));
  t.true('/all/refrom-absolute' in (await stateOf(t, imageName(t, 'absolute'))));
});

test('an archive of more than the disk has room for is refused before it is full', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-small-disk-'));
  await execa('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'none', folder]);
  t.teardown(async () => {
    await execa('umount', [folder]);
    await rm(folder, { recursive: true });
  });
  const bomb = gzipSync(await archiveOf([file('bomb', '0'.repeat(30_000_000))]));
  const { exitCode, stderr } = await refrom(['build', '-'], {
    stdin: 'pipe',
    input: bomb,
    env: { TMPDIR: folder },
  });
  t.is(exitCode, 2);
  t.regex(stderr, /holds more than .*room for/);
  t.deepEqual(await readdir(folder), []);
});

test('an archive of too many files is refused', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-many-files-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const archive = await archiveOf(['a', 'b', 'c'].map((path) => file(path, '')));
  const unpack = (most: number) => unpackContext(Readable.from([archive]), 'none', folder, most);
  await t.notThrowsAsync(unpack(3));
  await t.throwsAsync(unpack(2), { name: 'UsageError', message: /holds more than 2 files/ });
});
