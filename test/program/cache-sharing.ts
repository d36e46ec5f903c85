// `sharing` of cache mounts between builds that run at the same time, each held up by the test where it wants it.
import test, { type ExecutionContext } from 'ava';
import { startCounter, type Counter } from '../helpers/counter.js';
import {
  endOf,
  makeProject,
  refrom,
  sessionContainers,
  removeCaches,
  startRefrom,
  until,
  writeIn,
} from '../helpers/refrom.js';

const patience = 120;

interface Scene {
  readonly counter: Counter;
  /** The flag of a RUN, for the one cache of the scene. */
  readonly mount: (sharing: string) => string;
  readonly project: (run: string) => Promise<string>;
}

async function openScene(t: ExecutionContext): Promise<Scene> {
  const counter = await startCounter(t);
  const id = `sharing-${String(process.pid)}-${String(Math.random()).slice(2, 10)}`;
  const mount = (sharing: string): string => `--mount=type=cache,target=/c,id=${id},sharing=${sharing}`;
  t.teardown(() => removeCaches(mount('shared')));
  return {
    counter,
    mount,
    project: (run) => makeProject(t, { Dockerfile: `FROM fixture/busybox\nRUN ${run}\n` }),
  };
}

interface Started {
  readonly build: ReturnType<typeof startRefrom>;
  readonly said: () => string;
}

function start(folder: string): Started {
  const build = startRefrom(['build', '--no-cache', folder]);
  let text = '';
  build.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { build, said: () => text };
}

async function succeeds(t: ExecutionContext, { build }: Started): Promise<string> {
  const { exitCode, stderr } = await build;
  t.is(exitCode, 0, endOf(String(stderr)));
  return String(stderr);
}

/** One that ends before was not what the test is about. */
async function reaches(t: ExecutionContext, started: Started, check: () => boolean): Promise<void> {
  let hasEnded = false;
  void started.build.then(() => (hasEnded = true));
  await until(() => check() || hasEnded, patience);
  t.true(check(), endOf(started.said()));
}

const isWaiting = ({ said }: Started): boolean => said().includes('waiting for the cache `sharing-');

test('locked: the second build says what it waits for, and begins when the first is done', async (t) => {
  const { counter, mount, project } = await openScene(t);
  const first = start(await project(`${mount('locked')} ${counter.wait('first')}; echo done > /c/x`));
  await reaches(t, first, () => counter.count('first') === 1);
  const second = start(
    await project(`${mount('locked')} ${counter.knock('second')}; echo "found $(cat /c/x)"`),
  );
  await reaches(t, second, () => isWaiting(second));
  t.is(counter.count('second'), 0);
  counter.letGo('first');
  await succeeds(t, first);
  t.regex(await succeeds(t, second), /found done/);
  t.is(counter.count('second'), 1);
});

test('locked waits for those that share it, and these for nobody', async (t) => {
  const { counter, mount, project } = await openScene(t);
  const first = start(await project(`${mount('shared')} echo here > /c/x; ${counter.wait('first')}`));
  await reaches(t, first, () => counter.count('first') === 1);
  const locked = start(await project(`${mount('locked')} ${counter.knock('locked')}`));
  await reaches(t, locked, () => isWaiting(locked));
  const other = start(await project(`${mount('shared')} echo "found $(cat /c/x)"`));
  t.regex(await succeeds(t, other), /found here/);
  t.is(counter.count('locked'), 0);
  counter.letGo('first');
  await succeeds(t, first);
  await succeeds(t, locked);
});

test('private takes another instance while one is in use, and a used one again when it is free', async (t) => {
  const { counter, mount, project } = await openScene(t);
  const first = start(await project(`${mount('private')} echo here > /c/x; ${counter.wait('first')}`));
  await reaches(t, first, () => counter.count('first') === 1);
  const look = await project(`${mount('private')} echo "found $(cat /c/x 2>/dev/null)."; echo other > /c/x`);
  t.regex(await succeeds(t, start(look)), /found \./);
  t.regex(await succeeds(t, start(look)), /found other\./, 'the second instance, again');
  counter.letGo('first');
  await succeeds(t, first);
  t.regex(await succeeds(t, start(look)), /found here\./, 'the first one');
});

test('Ctrl-C ends a build that waits for a cache, and nothing of it is left', async (t) => {
  const { counter, mount, project } = await openScene(t);
  const first = start(await project(`${mount('locked')} ${counter.wait('first')}`));
  await reaches(t, first, () => counter.count('first') === 1);
  const second = start(await project(`${mount('locked')} true`));
  await reaches(t, second, () => isWaiting(second));
  second.build.kill('SIGINT');
  t.is((await second.build).exitCode, 130);
  const left = (await sessionContainers()).filter((name) => name.includes(`-${String(second.build.pid)}-`));
  t.deepEqual(left, []);
  counter.letGo('first');
  await succeeds(t, first);
});

test('a build that was killed with a cache in its hands holds up nobody', async (t) => {
  const { counter, mount, project } = await openScene(t);
  const first = start(await project(`${mount('locked')} ${counter.wait('first')}`));
  await reaches(t, first, () => counter.count('first') === 1);
  const second = start(await project(`${mount('locked')} echo had it`));
  await reaches(t, second, () => isWaiting(second));
  first.build.kill('SIGKILL');
  await first.build;
  t.regex(await succeeds(t, second), /had it/);
});

test('a build that waits for one cache keeps no other from those that want it', async (t) => {
  const [one, two] = [await openScene(t), await openScene(t)];
  const both = `${two.mount('locked').replace('/c', '/d')} ${one.mount('locked')}`;
  const first = start(await one.project(`${one.mount('locked')} ${one.counter.wait('first')}`));
  await reaches(t, first, () => one.counter.count('first') === 1);
  const second = start(await one.project(`${both} ${one.counter.knock('second')}`));
  await reaches(t, second, () => isWaiting(second));
  await succeeds(t, start(await one.project(`${two.mount('locked')} true`)));
  t.is(one.counter.count('second'), 0);
  one.counter.letGo('first');
  await succeeds(t, first);
  await succeeds(t, second);
});

test('a mount that fails leaves the caches of its RUN as they were', async (t) => {
  const { mount, project } = await openScene(t);
  await succeeds(t, start(await project(`${mount('shared')} echo kept > /c/x`)));
  const failed = await refrom([
    'build',
    await project(`${mount('shared')} --mount=type=tmpfs,target=/etc/passwd/below true`),
  ]);
  t.is(failed.exitCode, 1);
  t.regex(
    await succeeds(t, start(await project(`${mount('shared')} echo "found $(cat /c/x)"`))),
    /found kept/,
  );
});

test('what a cache begins with counts: when that changes, the cache is another one, and later the first again', async (t) => {
  const { mount } = await openScene(t);
  const dockerfileOf = (text: string, mark: string): string => `FROM fixture/busybox AS seed
RUN mkdir /s && echo ${text} >/s/f
FROM fixture/busybox
RUN ${mount('shared')},from=seed,source=/s echo found $(cat /c/f) $(ls /c); touch /c/${mark}
`;
  const folder = await makeProject(t, { Dockerfile: dockerfileOf('one', 'a') });
  const build = async (): Promise<string> => {
    const { exitCode, stderr } = await refrom(['build', folder]);
    t.is(exitCode, 0, endOf(stderr));
    return stderr;
  };
  t.regex(await build(), /found one f$/m);
  await writeIn(folder, 'Dockerfile', dockerfileOf('two', 'b'));
  t.regex(await build(), /found two f$/m);
  await writeIn(folder, 'Dockerfile', dockerfileOf('one', 'c'));
  t.regex(await build(), /found one a f$/m);
});
