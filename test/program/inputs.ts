// Where a build takes things from: standard input, named contexts, secrets, agents; and what containers are given.
import { execa } from 'execa';
import { createServer } from 'node:net';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { removeImage } from '../helpers/engine-images.js';
import { docker, endOf, imageName, makeProject, refrom, writeIn, type Finished } from '../helpers/refrom.js';

const runs = test.macro(
  async (
    t: ExecutionContext,
    { dockerfile, flags = [], says }: { dockerfile: string; flags?: readonly string[]; says: RegExp },
  ) => {
    const folder = await makeProject(t, {
      Dockerfile: `FROM fixture/busybox\n${dockerfile}`,
      'key.txt': 's3cret',
    });
    const words = flags.map((flag) => flag.replace('CONTEXT', folder));
    const { exitCode, stderr } = await refrom(['build', '--no-cache', ...words, folder]);
    t.is(exitCode, 0, endOf(stderr));
    t.regex(stderr, says);
  },
);

const secret = 'RUN --mount=type=secret,id=key';
test('a secret from a file', runs, {
  dockerfile: `${secret} cat /run/secrets/key`,
  flags: ['--secret', 'id=key,src=CONTEXT/key.txt'],
  says: /s3cret/,
});
test('a secret from a file without an id has its name', runs, {
  dockerfile: 'RUN --mount=type=secret,id=key.txt cat /run/secrets/key.txt',
  flags: ['--secret', 'src=CONTEXT/key.txt'],
  says: /s3cret/,
});
test('a secret from the environment', runs, {
  dockerfile: `${secret} test "$(cat /run/secrets/key)" = "${process.env.HOME ?? ''}" && echo same`,
  flags: ['--secret', 'id=key,env=HOME'],
  says: /\bsame\b/,
});
test('a secret as a variable', runs, {
  dockerfile:
    'RUN --mount=type=secret,id=key,env=KEY test "$KEY" = s3cret && test ! -e /run/secrets && echo same',
  flags: ['--secret', 'id=key,src=CONTEXT/key.txt'],
  says: /\bsame\b/,
});
test('a name in /etc/hosts', runs, {
  dockerfile: 'RUN grep named /etc/hosts',
  flags: ['--add-host', 'named:10.1.2.3'],
  says: /10\.1\.2\.3\s+named/,
});
test('the size of /dev/shm', runs, {
  dockerfile: 'RUN df -k /dev/shm | tail -n 1',
  flags: ['--shm-size', '12m'],
  says: /shm\s+12288/,
});
test('a limit', runs, {
  // Not nofile: some versions of runc give an exec its hard limit, now and then.
  dockerfile: 'RUN ulimit -l',
  flags: ['--ulimit', 'memlock=126976:131072'],
  says: /\b124\b/,
});
test('no network', runs, {
  dockerfile: 'RUN ip link | grep -c "^[0-9]"',
  flags: ['--network', 'none'],
  says: /\s1\n/,
});

test('a secret leaves no trace in the image or in what was said', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: `FROM fixture/busybox\nRUN --mount=type=secret,id=key,target=/a/b/key wc -c /a/b/key\n`,
    'key.txt': 'k3yk3yk3y',
    '.dockerignore': 'key.txt',
  });
  const tag = imageName(t, 'secret');
  const flags = ['--secret', `id=key,src=${join(folder, 'key.txt')}`, '--progress', 'json'];
  const { exitCode, stdout, stderr } = await refrom(['build', ...flags, '-t', tag, folder]);
  t.is(exitCode, 0, endOf(stderr));
  t.notRegex(stdout + stderr, /k3yk3y/);
  t.is(await docker('run', '--rm', tag, 'sh', '-c', 'ls -d /a /run 2>/dev/null || echo clean'), 'clean');
  const { exitCode: found } = await execa('sh', ['-c', 'docker save "$1" | grep -q k3yk3y', 'sh', tag], {
    reject: false,
  });
  t.is(found, 1);
});

test('an agent', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile:
      'FROM fixture/busybox\nRUN --mount=type=ssh echo $SSH_AUTH_SOCK; test -S $SSH_AUTH_SOCK && echo here\n',
  });
  const socket = join(folder, 'agent.sock');
  const server = createServer();
  await new Promise<void>((listening) => server.listen(socket, listening));
  t.teardown(() => server.close());
  const { exitCode, stderr } = await refrom(['build', '--ssh', `default=${socket}`, folder]);
  t.is(exitCode, 0, endOf(stderr));
  t.regex(stderr, /\/run\/buildkit\/ssh_agent\.0\n(?:.*\n)?.*here/);
});

test('a Dockerfile, and a whole context, on standard input', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox\nCOPY f /\nRUN cat /f\n',
    f: 'content',
  });
  // They are of one project with those of other tests.
  const forget = ({ stderr }: Finished): void => {
    for (const [tag] of stderr.matchAll(/refrom\/standard-input:\S+/g)) t.teardown(() => removeImage(tag));
  };
  const alone = await refrom(['build', '-'], {
    stdin: 'pipe',
    input: 'FROM fixture/busybox\nRUN echo alone\n',
  });
  forget(alone);
  t.is(alone.exitCode, 0, endOf(alone.stderr));
  t.regex(alone.stderr, /alone/);
  const file = await refrom(['build', '--no-cache', '-f', '-', folder], {
    stdin: 'pipe',
    input: 'FROM fixture/busybox\nCOPY f /g\nRUN cat /g\n',
  });
  t.regex(file.stderr, /content/, endOf(file.stderr));
  for (const flag of ['-c', '-cz']) {
    const { stdout } = await execa('tar', ['-C', folder, flag, '.'], { encoding: 'buffer' });
    const whole = await refrom(['build', '--no-cache', '-'], { stdin: 'pipe', input: stdout });
    forget(whole);
    t.regex(whole.stderr, /content/, endOf(whole.stderr));
  }
});

test('a Dockerfile on standard input has no ignore file but that of the context', async (t) => {
  const folder = await makeProject(t, {
    f: 'content',
    'Dockerfile.dockerignore': 'f\n',
    'hidden.txt': '',
    '.dockerignore': 'hidden.txt\n',
  });
  const { exitCode, stderr } = await refrom(['build', '--no-cache', '-f', '-', '.'], {
    cwd: folder,
    stdin: 'pipe',
    input: 'FROM fixture/busybox\nCOPY . /copied\nRUN echo $(ls /copied)\n',
  });
  t.is(exitCode, 0, endOf(stderr));
  t.regex(stderr, /Dockerfile\.dockerignore f$/m);
});

test('contexts by name: a folder, an image, and a stage that is replaced', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: [
      'FROM nowhere/image AS base',
      'RUN exit 1',
      'FROM alpine:latest',
      'COPY --from=files f /f',
      'RUN --mount=from=files,target=/m cat /m/f',
      'COPY --from=base /bin/busybox /b',
      '',
    ].join('\n'),
  });
  await writeIn(folder, 'other/f', 'from the folder');
  const { exitCode, stderr } = await refrom([
    'build',
    ...['--build-context', `files=${join(folder, 'other')}`],
    ...['--build-context', 'base=docker-image://fixture/busybox'],
    ...['--build-context', 'alpine=docker-image://fixture/busybox'],
    folder,
  ]);
  t.is(exitCode, 0, endOf(stderr));
  t.regex(stderr, /from the folder/);
});

test('a RUN with mounts can fail, and its next try finds them again', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox\nRUN --mount=target=/c,source=f cat /c; exit 3\n',
    f: 'mounted',
  });
  const failed = await refrom(['build', folder]);
  t.is(failed.exitCode, 1);
  t.regex(failed.stderr, /mounted/);
  await writeIn(folder, 'Dockerfile', 'FROM fixture/busybox\nRUN --mount=target=/c,source=f cat /c\n');
  t.is((await refrom(['build', folder])).exitCode, 0);
});
