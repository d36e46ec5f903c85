// --keep-storage under a loop of builds, on an engine of its own, as the budget is the engine's and not a project's.
// REFROM_THOROUGH makes 100 checkpoints of 50 MB under a budget of 1 GB.
import { randomUUID } from 'node:crypto';
import { execa } from 'execa';
import test from 'ava';
import { endOf, makeProject, refrom, writeIn } from '../helpers/refrom.js';
import { canStartEngine, startSmallEngine } from '../helpers/small-engine.js';

const isThorough = (process.env.REFROM_THOROUGH ?? '') !== '';
const [loops, megabytes, budget] = isThorough ? ([100, 50, 1000] as const) : ([8, 4, 20] as const);

/** Where the suite is given an engine of the user's, no second one is started beside it. */
const withSmallEngine = canStartEngine ? test.serial : test.serial.skip;

withSmallEngine('checkpoints stay within the budget, and what the user has named stays', async (t) => {
  t.timeout(isThorough ? 3_600_000 : 300_000);
  const host = await startSmallEngine(t, 2 * (budget + 3 * megabytes) + 64);
  const inEngine = async (...words: string[]): Promise<string> =>
    (await execa('docker', ['--host', host, ...words])).stdout.trim();
  await execa('sh', ['-c', 'docker save fixture/busybox | docker --host "$1" load', 'sh', host]);
  await inEngine('tag', 'fixture/busybox', 'foreign:1');
  const folder = await makeProject(t, {});
  const build = async (turn: number, size: number): Promise<void> => {
    const run = `RUN head -c ${String(size)} /dev/urandom > /file; : ${randomUUID()} ${String(turn)}`;
    await writeIn(folder, 'Dockerfile', `FROM fixture/busybox\n${run}\n`);
    const limit = ['--keep-storage', `${String(budget)}mb`, '--network', 'none'];
    const { exitCode, stderr } = await refrom(['build', '--engine', host, '-t', 'made:1', ...limit, folder]);
    t.is(exitCode, 0, endOf(stderr));
    // What was asked for is the user's: as long as it is there, it holds these bytes, and not the checkpoint.
    await inEngine('rmi', 'made:1');
  };
  const held = async (): Promise<number> => {
    const { stdout } = await refrom(['checkpoints', 'ls', '--engine', host, '--format', 'json']);
    return (JSON.parse(stdout) as { bytes: number }).bytes;
  };
  for (let turn = 0; turn < loops; turn += 1) {
    await build(turn, megabytes * 1_000_000);
    t.true((await held()) <= (budget + megabytes) * 1e6, `turn ${String(turn)}`);
    if (turn > 0) continue;
    const [tag = ''] = (await inEngine('images', '--format', '{{.Repository}}:{{.Tag}}', 'refrom/*')).split(
      '\n',
    );
    t.is((await refrom(['checkpoints', 'tag', '--engine', host, tag, 'pinned:1'])).exitCode, 0);
  }
  await build(loops, 1);
  // But for the byte of the last, which its image held.
  t.true((await held()) <= budget * 1e6 + 1, 'after the last');
  // Told by exit codes: on a busy machine `docker run` ends with 0 now and then and has printed nothing.
  const run = ['run', '--rm', '--network', 'none'];
  await inEngine(...run, 'pinned:1', 'sh', '-c', `[ $(stat -c %s /file) = ${String(megabytes)}000000 ]`);
  await inEngine(...run, 'foreign:1', 'true');
});
