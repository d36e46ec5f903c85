// A failure on one engine is gone on from on another, which has neither the base images nor any layer of it.
import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import {
  buildEvents,
  docker,
  endOf,
  executedLines,
  imageName,
  makeProject,
  refrom,
  tryDocker,
  writeIn,
} from '../helpers/refrom.js';
import { startRegistry } from '../helpers/registry.js';
import { hasSecondEngine, openSecondEngine } from '../helpers/second-engine.js';
import { openRealTerminal } from '../helpers/real-terminal.js';

const twoMachines = hasSecondEngine ? test.serial : test.serial.skip;

interface Elsewhere {
  readonly host: string;
  readonly env: Readonly<Record<string, string>>;
  readonly docker: (...words: string[]) => Promise<string>;
}

/** What the program leaves there of this project goes when the test ends. */
async function openElsewhere(t: ExecutionContext, folder: string): Promise<Elsewhere> {
  const host = await openSecondEngine();
  const project = `refrom/${folder.split('/').at(-1)!.toLowerCase()}`;
  t.teardown(async () => {
    const { stdout } = await tryDocker('--host', host, 'images', '-q', project);
    const ids = [...new Set(stdout.split('\n').filter((id) => id !== ''))];
    if (ids.length > 0) await tryDocker('--host', host, 'rmi', '-f', ...ids);
  });
  return { host, env: { DOCKER_HOST: host }, docker: (...words) => docker('--host', host, ...words) };
}

/** An image that only the first engine has, with something in its configuration that a plan needs. */
async function makeBase(t: ExecutionContext): Promise<string> {
  const base = imageName(t, `base-${randomUUID().slice(0, 8)}`);
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox\nENV WORD=hello\nWORKDIR /srv\nRUN echo base > base\n',
  });
  await docker('build', '-q', '-t', base, folder);
  return base;
}

twoMachines('a failure is pushed, fixed elsewhere without the base image, and finished there', async (t) => {
  const registry = await startRegistry(t);
  const start = `FROM ${await makeBase(t)}\nRUN echo $WORD ${randomUUID()} > kept\n`;
  const folder = await makeProject(t, { Dockerfile: `${start}RUN cat fixed\n` });
  const there = await openElsewhere(t, folder);
  const reference = `${registry}/ci:1`;
  const failed = await refrom(['build', '--on-failure', `push=${reference}`, folder]);
  t.is(failed.exitCode, 1, endOf(failed.stderr));
  await writeIn(folder, 'Dockerfile', `${start}RUN echo "$WORD" > fixed; cat kept base fixed\n`);
  const image = imageName(t, 'finished', ['--host', there.host]);
  const { events, exitCode, stderr } = await buildEvents(['--from', reference, '-t', image, folder], {
    env: there.env,
  });
  t.is(exitCode, 0, endOf(stderr));
  t.deepEqual(executedLines(events), [3]);
  t.regex(
    await there.docker('run', '--rm', image, 'cat', 'kept', 'base', 'fixed'),
    /^hello .*\nbase\nhello$/,
  );
});

twoMachines('finished stages travel too', async (t) => {
  const registry = await startRegistry(t);
  const base = await makeBase(t);
  const start = `FROM ${base} AS tools\nRUN echo ${randomUUID()} > tool\nFROM fixture/busybox\nRUN echo two > /two\n`;
  const folder = await makeProject(t, {
    Dockerfile: `${start}COPY --from=tools /srv/tool /\nRUN cat /fixed\n`,
  });
  const there = await openElsewhere(t, folder);
  const reference = `${registry}/ci:stages`;
  const broken = `${start}COPY missing /\nCOPY --from=tools /srv/tool /\n`;
  await writeIn(folder, 'Dockerfile', broken);
  const failed = await refrom(['build', '--on-failure', `push=${reference}`, folder]);
  t.is(failed.exitCode, 1, endOf(failed.stderr));
  await writeIn(folder, 'Dockerfile', broken.replace('COPY missing /\n', ''));
  const image = imageName(t, 'stages', ['--host', there.host]);
  const words = ['--from', reference, '-t', image, folder];
  const { events, exitCode, stderr } = await buildEvents(words, { env: there.env });
  t.is(exitCode, 0, endOf(stderr));
  t.deepEqual(executedLines(events), [5]);
  t.regex(await there.docker('run', '--rm', image, 'cat', '/tool'), /^[0-9a-f-]{36}$/);
});

twoMachines('a base image that only a later stage needs is pulled when its turn comes', async (t) => {
  const registry = await startRegistry(t);
  const [base, late] = [await makeBase(t), `${registry}/late:1`];
  await docker('tag', base, late);
  t.teardown(() => tryDocker('rmi', late));
  await docker('push', '-q', late);
  const lines = [`FROM ${base} AS first`, `RUN echo ${randomUUID()} > kept`, 'RUN false', `FROM ${late}`];
  const folder = await makeProject(t, { Dockerfile: `${lines.join('\n')}\nCOPY --from=first /srv/kept /\n` });
  const there = await openElsewhere(t, folder);
  t.teardown(() => tryDocker('--host', there.host, 'rmi', late));
  const reference = `${registry}/ci:late`;
  await refrom(['build', '--on-failure', `push=${reference}`, folder]);
  const text = `${lines.join('\n').replace('RUN false', 'RUN true')}\nCOPY --from=first /srv/kept /\n`;
  await writeIn(folder, 'Dockerfile', text);
  const image = imageName(t, 'late', ['--host', there.host]);
  const words = ['--from', reference, '-t', image, folder];
  const { events, exitCode, stderr } = await buildEvents(words, { env: there.env });
  t.is(exitCode, 0, endOf(stderr));
  t.deepEqual(
    executedLines(events).filter((line) => [2, 3, 5].includes(line)),
    [3, 5],
  );
  t.is(await there.docker('run', '--rm', image, 'cat', 'base'), 'base');
});

twoMachines('a step that needs a base image which is not there says so', async (t) => {
  const registry = await startRegistry(t);
  const base = await makeBase(t);
  const folder = await makeProject(t, {
    Dockerfile: `FROM fixture/busybox\nRUN echo ${randomUUID()} > /x\nCOPY --from=${base} /srv/base /\nRUN false\n`,
  });
  const there = await openElsewhere(t, folder);
  await buildEvents([folder]);
  const reference = `${registry}/ci:early`;
  const { stdout } = await refrom(['checkpoints', 'ls', folder]);
  const [checkpoint = ''] = /0-L2-[0-9a-f]{8}/.exec(stdout) ?? [];
  if (checkpoint === '') await buildEvents(['--checkpoint', 'every', '--no-cache', folder]);
  const listed = (await refrom(['checkpoints', 'ls', folder])).stdout;
  const name = /0-L2-[0-9a-f]{8}/.exec(listed)?.[0] ?? '';
  const pushed = await refrom([
    'checkpoints',
    'push',
    reference,
    `${folder.split('/').at(-1)!.toLowerCase()}:${name}`,
  ]);
  t.is(pushed.exitCode, 0, endOf(pushed.stderr));
  const { exitCode, stderr } = await refrom(['build', '--from', reference, folder], { env: there.env });
  t.is(exitCode, 1);
  t.regex(stderr, new RegExp(`the image ${base} is not in this engine[^]*docker pull ${base}`));
});

twoMachines('the debugger opens at the line that failed elsewhere', async (t) => {
  const registry = await startRegistry(t);
  const start = `FROM ${await makeBase(t)}\nRUN echo ${randomUUID()} > kept\n`;
  const folder = await makeProject(t, {
    Dockerfile: `${start}RUN echo left > wrecked; grep goodbye kept\nCMD ["x"]\n`,
  });
  const there = await openElsewhere(t, folder);
  const reference = `${registry}/ci:debug`;
  const failed = await refrom(['build', '--on-failure', `push=${reference}`, folder]);
  t.is(failed.exitCode, 1, endOf(failed.stderr));
  const words = ['debug', '--engine', there.host, '--from', reference, folder];
  const terminal = openRealTerminal(t, words);
  await terminal.shows(/failed 3:? RUN echo left/);
  await terminal.shows(/exit code 1/);
  terminal.type('s');
  await terminal.shows(/\/srv #/);
  terminal.type('cat wrecked; echo goodbye >> kept; exit\r');
  await terminal.shows(/r retry/);
  terminal.type('R');
  await terminal.shows(/next 4:? CMD/);
  terminal.type('q');
  await terminal.shows(/status 0/);
  t.regex(terminal.screen(), /^left\s*$/m);
});

twoMachines('the debugger there retries from the clean state as well', async (t) => {
  const registry = await startRegistry(t);
  const start = `FROM ${await makeBase(t)}\nRUN echo ${randomUUID()} > kept\n`;
  const folder = await makeProject(t, {
    Dockerfile: `${start}RUN echo left >> wrecked; grep goodbye kept\n`,
  });
  const there = await openElsewhere(t, folder);
  const reference = `${registry}/ci:clean`;
  await refrom(['build', '--on-failure', `push=${reference}`, folder]);
  await writeIn(folder, 'Dockerfile', `${start}RUN echo left >> wrecked; wc -l wrecked\n`);
  const image = imageName(t, 'retried', ['--host', there.host]);
  const words = ['debug', '--engine', there.host, '--from', reference, '-t', image, folder];
  const terminal = openRealTerminal(t, words);
  await terminal.shows(/failed 3:? RUN echo left/);
  terminal.type('r');
  await terminal.shows(/1 wrecked/);
  t.notRegex(terminal.screen(), /2 wrecked/, 'what the step left elsewhere is not in it');
  terminal.type('q');
  await terminal.shows(/status 0/);
});
