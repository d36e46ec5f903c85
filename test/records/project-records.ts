import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { recordVersion, type RunRecord } from '../../src/checkpoints/why/run-record.js';
import { openRecords, type ProjectRecords } from '../../src/records/project-records.js';

const run = (time: string, changes: Partial<RunRecord> = {}): RunRecord => ({
  version: recordVersion,
  time,
  dockerfile: 'Dockerfile',
  target: '',
  salt: 's',
  stages: [],
  steps: [],
  ...changes,
});

const reading = (listing: string): Partial<RunRecord> => ({
  steps: [{ stage: 0, line: 2, text: 'COPY . /', origins: [{ type: 'files', listing }], status: 'done' }],
});

async function makeFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-records-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const open = (folder: string, root = '/a/p', project = 'p'): ProjectRecords =>
  openRecords({ folder, project, root });

test('the last run of the same file and target is found, else the last of all', async (t) => {
  const records = open(await makeFolder(t));
  t.is(await records.findRun('Dockerfile', ''), undefined);
  await records.saveRun(run('1'));
  await records.saveRun(run('2', { dockerfile: 'Other' }));
  await records.saveRun(run('3', { target: 'x' }));
  t.is((await records.findRun('Dockerfile', ''))?.time, '1');
  t.is((await records.findRun('Other', ''))?.time, '2');
  t.is((await records.findRun('Renamed', ''))?.time, '3');
  await records.saveRun(run('4'));
  t.is((await records.findRun('Dockerfile', ''))?.time, '4');
});

test('the oldest go', async (t) => {
  const records = open(await makeFolder(t));
  for (let n = 0; n < 20; n += 1) await records.saveRun(run(String(n), { target: String(n) }));
  t.is((await records.findRun('Dockerfile', '19'))?.time, '19');
  t.is((await records.findRun('Dockerfile', '12'))?.time, '12');
  t.is((await records.findRun('Dockerfile', '11'))?.time, '19');
});

test('a copy of the project begins with what the original did last; another project does not', async (t) => {
  const folder = await makeFolder(t);
  await open(folder, '/a/p').saveRun(run('1'));
  await open(folder, '/b/p').saveRun(run('2'));
  t.is((await open(folder, '/c/p').findRun('Dockerfile', ''))?.time, '2');
  t.is(await open(folder, '/c/p-q', 'p-q').findRun('Dockerfile', ''), undefined);
});

test('lists of files stay as long as a run names them', async (t) => {
  const records = open(await makeFolder(t));
  await records.saveListing('one', { a: '1' });
  await records.saveListing('two', { b: '2' });
  await records.saveRun(run('1', reading('one')));
  t.deepEqual(await records.findListing('one'), { a: '1' });
  t.true(await records.hasListing('one'));
  t.is(await records.findListing('two'), undefined);
  t.false(await records.hasListing('two'));
});

test('hashes come back as they were', async (t) => {
  const records = open(await makeFolder(t));
  t.is(await records.findHashes(), undefined);
  await records.saveHashes(Buffer.from([1, 2, 255]));
  t.deepEqual(await records.findHashes(), Buffer.from([1, 2, 255]));
});

test('keys come back as they were', async (t) => {
  const records = open(await makeFolder(t));
  await records.saveKeys(new Map([['sha256:1', 'key']]));
  t.deepEqual(await records.findKeys(), new Map([['sha256:1', 'key']]));
});

test('what is damaged, or of another version, counts as missing', async (t) => {
  const folder = await makeFolder(t);
  const records = open(folder);
  await records.saveRun(run('1', { version: recordVersion + 1 }));
  t.is(await records.findRun('Dockerfile', ''), undefined);
  const [own = ''] = await readdir(folder);
  await writeFile(join(folder, own, 'runs.json'), '[{"versi');
  t.is(await records.findRun('Dockerfile', ''), undefined);
  for (const damaged of [
    '[null]',
    '[{"version":1}]',
    '[{"version":1,"salt":"s","stages":[],"steps":[{}]}]',
    '{}',
  ]) {
    await writeFile(join(folder, own, 'runs.json'), damaged);
    t.is(await records.findRun('Dockerfile', ''), undefined, damaged);
  }
});

test('nobody else can read it', async (t) => {
  const folder = await makeFolder(t);
  await open(folder).saveRun(run('1'));
  const [own = ''] = await readdir(folder);
  t.is((await stat(join(folder, own))).mode & 0o077, 0);
  t.is((await stat(join(folder, own, 'runs.json'))).mode & 0o077, 0);
});

test('breakpoints are kept for each Dockerfile; what is damaged counts as missing', async (t) => {
  const folder = await makeFolder(t);
  const records = open(folder);
  t.deepEqual(await records.findBreakpoints('Dockerfile'), []);
  const kept = [{ place: '/x/' }, { place: '3', text: 'RUN a' }];
  await records.saveBreakpoints('Dockerfile', kept);
  t.deepEqual(await records.findBreakpoints('Dockerfile'), kept);
  t.deepEqual(await records.findBreakpoints('Other'), []);
  await records.saveBreakpoints('Dockerfile', [
    { place: 7 } as never,
    { place: '4', text: 1 } as never,
    kept[0]!,
  ]);
  t.deepEqual(await records.findBreakpoints('Dockerfile'), [kept[0]]);
  await records.saveBreakpoints(
    'Dockerfile',
    Array.from({ length: 200 }, () => kept[0]!),
  );
  t.is((await records.findBreakpoints('Dockerfile')).length, 100);
});

test('commands typed are found again, and a damaged file is as good as none', async (t) => {
  const folder = await makeFolder(t);
  const records = open(folder);
  t.deepEqual(await records.findCommands(), []);
  await records.saveCommands(['ls', 'id -u']);
  t.deepEqual(await open(folder).findCommands(), ['ls', 'id -u']);
  const [name = ''] = await readdir(folder);
  await writeFile(join(folder, name, 'commands.json'), '["ls", 7]');
  t.deepEqual(await records.findCommands(), ['ls']);
  await writeFile(join(folder, name, 'commands.json'), '{');
  t.deepEqual(await records.findCommands(), []);
});
