// kill -9 at any moment: nothing that was finished is lost, nothing is left over, and the next build makes the same.
// REFROM_KILLS=N kills so many builds; a few by default, as each costs two builds.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import type { SessionEvent } from '../../src/session/events.js';
import { inspectImage } from '../helpers/engine-images.js';
import { configurationOf } from '../helpers/image-configuration.js';
import { readSavedImage } from '../helpers/image-states.js';
import { compareImages, type ComparedImage } from '../helpers/parity-judge.js';
import { buildEvents, docker, endOf, imageName, makeProject, startRefrom } from '../helpers/refrom.js';

const kills = Number(process.env.REFROM_KILLS ?? 8);

/** TURN is another one for each build, so that none reuses what another has made; no file holds it. */
const files = {
  Dockerfile: `FROM fixture/busybox AS tools
ARG TURN
RUN echo tool > /tool && head -c 3000000 /dev/zero > /zeros
FROM fixture/busybox
ARG TURN
RUN mkdir /made
COPY files /files
RUN --mount=type=tmpfs,target=/t sleep 0.1; echo mounted > /made/mounted
VOLUME /data
WORKDIR /app
COPY --from=tools /tool /tool
RUN cat /tool /files/* > joined; rm /files/a
CMD ["cat", "/app/joined"]
`,
  'files/a': 'a\n',
  'files/b': 'b\n',
};

const flagsOf = (turn: string, image: string): string[] => [
  ...['--checkpoint', 'every', '--build-arg', `TURN=${turn}`, '-t', image],
];

test('a build that is killed loses the running step at most, leaves nothing, and the next makes the same', async (t) => {
  t.timeout(60_000 * (kills + 5));
  const folder = await makeProject(t, files);
  const undisturbed = imageName(t, 'undisturbed');
  const begun = performance.now();
  const firstTurn = randomUUID();
  const first = await buildEvents([...flagsOf(firstTurn, undisturbed), folder]);
  const milliseconds = performance.now() - begun;
  t.is(first.exitCode, 0, endOf(first.stderr));
  const expected = await readBuilt(undisturbed, firstTurn);
  for (let count = 0; count < kills; count += 1) {
    const turn = randomUUID();
    const image = imageName(t, 'killed');
    const after = Math.random() * milliseconds;
    const { pid, kept } = await killAfter([...flagsOf(turn, image), folder], after);
    const { events, exitCode, stderr } = await buildEvents([...flagsOf(turn, image), folder]);
    const moment = `killed after ${after.toFixed(0)} ms`;
    t.is(exitCode, 0, `${moment}: ${endOf(stderr)}`);
    t.deepEqual(
      kept.filter((step) => isExecuted(events, step)),
      [],
      `${moment}: a finished step ran again`,
    );
    t.deepEqual(await leftBy(pid, turn), [], `${moment}: something is left over`);
    t.deepEqual(compareImages(expected, await readBuilt(image, turn)), [], moment);
  }
});

/** Layers, configuration and history, but for the turn. */
async function readBuilt(image: string, turn: string): Promise<ComparedImage> {
  const { states, history } = await readSavedImage(image);
  const configuration = configurationOf(await inspectImage(image));
  return { states, configuration, history: history.map((entry) => entry.replaceAll(turn, 'TURN')) };
}

interface Killed {
  readonly pid: number;
  /** Steps whose checkpoint was told of before the end. */
  readonly kept: readonly number[];
}

async function killAfter(words: readonly string[], milliseconds: number): Promise<Killed> {
  const running = startRefrom(['build', '--progress', 'json', ...words]);
  await Promise.race([sleep(milliseconds), running]);
  running.kill('SIGKILL');
  const { stdout } = await running;
  // The last line may be cut.
  const lines = String(stdout).split('\n').slice(0, -1);
  const events = lines.map((line) => JSON.parse(line) as SessionEvent);
  const kept = events.flatMap((event) => (event.type === 'checkpoint/taken' ? [event.step] : []));
  return { pid: running.pid ?? 0, kept };
}

const isExecuted = (events: readonly SessionEvent[], step: number): boolean =>
  events.some((event) => event.type === 'step/succeeded' && event.step === step && !event.reused);

/** Containers, volumes and images of the process, and images without a name that its build has made. */
async function leftBy(pid: number, turn: string): Promise<string[]> {
  const named = await Promise.all([
    docker('ps', '-a', '--format', '{{.Names}}'),
    docker('volume', 'ls', '--format', '{{.Name}}'),
    docker('images', '--format', '{{.Repository}}'),
  ]);
  const session = new RegExp(`^refrom-session-[0-9a-f]+-${String(pid)}-`);
  const left = named.flatMap((text) => text.split('\n').filter((name) => session.test(name)));
  const untagged = (await docker('images', '-q', '--no-trunc', '-f', 'dangling=true')).split('\n');
  for (const id of new Set(untagged.filter((each) => each !== ''))) {
    const history = await docker('history', '--no-trunc', '--format', '{{.CreatedBy}}', id).catch(() => '');
    if (history.includes(turn)) left.push(id);
  }
  return left;
}
