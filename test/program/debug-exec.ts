// `refrom debug --exec`: one command at a step, as a RUN there would be.
import { randomBytes } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { docker, endOf, makeProject, refrom, startRefrom, tryDocker, until } from '../helpers/refrom.js';

const script = 'id; pwd; env | sort; grep " /scratch " /proc/mounts; ls -A /scratch';

const dockerfile = `FROM fixture/busybox AS first
ARG WHO=default
ENV A=1
WORKDIR /app
RUN echo made > made && chown nobody made
USER nobody
RUN --mount=type=tmpfs,target=/scratch ${script}
FROM fixture/busybox
COPY --from=first /app/made /made
RUN exit 7
`;

const tagsOf = async (folder: string): Promise<string[]> => {
  const repository = `refrom/${folder.split('/').at(-1)!.toLowerCase()}`;
  return (await docker('images', '--format', '{{.Tag}}', repository)).split('\n').filter((tag) => tag !== '');
};

/** Names of containers that hold something of this session's process. */
const containersOf = async (pid: number | undefined): Promise<string> =>
  (await tryDocker('ps', '-aq', '--filter', `name=-${String(pid)}-`)).stdout;

const execAt = (at: string, folder: string, ...words: string[]): ReturnType<typeof refrom> =>
  refrom(['debug', '--exec', '--at', at, folder, '--', ...words]);

test('the command has the user, folder, variables, arguments and mounts of the RUN there', async (t) => {
  const folder = await makeProject(t, { Dockerfile: dockerfile });
  const flags = ['--build-arg', 'WHO=you', '--build-arg', 'HTTP_PROXY=http://proxy.invalid'];
  const built = await refrom([
    'build',
    '--no-cache',
    '--progress',
    'json',
    ...flags,
    '--target',
    'first',
    folder,
  ]);
  t.is(built.exitCode, 0, endOf(built.stderr));
  const printed = built.stdout
    .split('\n')
    .filter((line) => line.includes('"step/output"'))
    .map((line) => (JSON.parse(line) as { text: string }).text)
    .join('');
  const command = ['--exec', '--at', 'first:7', ...flags, folder, '--', '/bin/sh', '-c', script];
  const { stdout, stderr, exitCode } = await refrom(['debug', ...command]);
  t.is(exitCode, 0, endOf(stderr));
  t.is(`${stdout}\n`, printed);
  t.regex(stdout, /^WHO=you$/m);
  t.is(stderr, '');
});

test('at a step that is no RUN it is as in a RUN right before it', async (t) => {
  const folder = await makeProject(t, { Dockerfile: dockerfile });
  const { stdout } = await execAt('6', folder, 'sh', '-c', 'id -un; pwd; echo $A $WHO; cat made');
  t.is(stdout, 'root\n/app\n1 default\nmade');
});

test('its exit code is the exit status, and its two outputs are apart', async (t) => {
  const folder = await makeProject(t, { Dockerfile: dockerfile });
  for (const code of [0, 1, 2, 3, 42, 130, 255]) {
    const { exitCode, stdout, stderr } = await execAt(
      '5',
      folder,
      'sh',
      '-c',
      `echo o; echo e >&2; exit ${String(code)}`,
    );
    t.deepEqual({ exitCode, stdout, stderr }, { exitCode: code, stdout: 'o', stderr: 'e' });
  }
});

test('words are passed on as they are, without a shell', async (t) => {
  const folder = await makeProject(t, { Dockerfile: dockerfile });
  const { stdout } = await execAt('5', folder, 'printf', '%s|', '$A', '--at', '--', 'a b', '');
  t.is(stdout, '$A|--at|--|a b||');
});

test('bytes pass through unchanged, in and out', async (t) => {
  const folder = await makeProject(t, { Dockerfile: dockerfile });
  const bytes = randomBytes(1_000_000);
  const { stdout, exitCode } = await startRefrom(['debug', '--exec', '--at', '5', folder, '--', 'cat'], {
    stdin: 'pipe',
    input: bytes,
    encoding: 'buffer',
  });
  t.is(exitCode, 0);
  t.true(bytes.equals(stdout as unknown as Uint8Array));
});

test('a command that leaves its input unread ends all the same', async (t) => {
  const folder = await makeProject(t, { Dockerfile: dockerfile });
  const running = startRefrom(['debug', '--exec', '--at', '5', folder, '--', 'echo', 'done'], {
    stdin: 'pipe',
  });
  const { stdout, exitCode } = await running;
  t.is(String(stdout), 'done');
  t.is(exitCode, 0);
});

test('nothing is left behind but checkpoints of the file, which the next command stands on', async (t) => {
  const folder = await makeProject(t, { Dockerfile: dockerfile });
  const first = startRefrom(['debug', '--exec', '--at', '6', folder, '--', 'touch', 'by-hand']);
  t.is((await first).exitCode, 0);
  t.is(await containersOf(first.pid), '');
  const tags = await tagsOf(folder);
  t.true(tags.length > 0);
  t.deepEqual(
    tags.filter((tag) => tag.includes('byhand')),
    [],
  );
  const again = await refrom(['debug', '--exec', '--progress', 'plain', '--at', '6', folder, '--', 'ls']);
  t.is(again.stdout, 'made');
  t.notRegex(again.stderr, /DONE/);
});

test('stages that the place does not need are not executed', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: `FROM fixture/busybox AS broken
RUN exit 9
FROM fixture/busybox AS other
RUN echo here > /here
RUN true
FROM fixture/busybox
COPY --from=broken / /a
COPY --from=other / /b
`,
  });
  const { stdout, exitCode } = await execAt('other:5', folder, 'cat', '/here');
  t.is(exitCode, 0);
  t.is(stdout, 'here');
});

test('a place in the middle of a stage is reached although only later states are kept', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: dockerfile.replace('RUN exit 7', 'RUN echo end > /end'),
  });
  const built = await refrom(['build', '-q', folder]);
  t.is(built.exitCode, 0, endOf(built.stderr));
  const repository = `refrom/${folder.split('/').at(-1)!.toLowerCase()}`;
  const early = (await tagsOf(folder)).filter((tag) => tag.startsWith('first'));
  for (const tag of early) await docker('rmi', `${repository}:${tag}`);
  const { stdout, stderr } = await execAt('10', folder, 'sh', '-c', 'cat /made; ls /end');
  t.is(stdout, 'made');
  t.regex(stderr, /\/end: No such file/);
});

test('at fail it runs in the clean state before the step that fails, with --wreck in what that left', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox\nRUN echo 1 > /one\nRUN echo 2 > /two; exit 7\nRUN true\n',
  });
  const look = ['sh', '-c', 'ls /one /two 2>&1'];
  const clean = await execAt('fail', folder, ...look);
  t.is(clean.stdout, 'ls: /two: No such file or directory\n/one');
  t.is(clean.exitCode, 1);
  const wreck = await refrom(['debug', '--exec', '--at', 'fail', '--wreck', folder, '--', ...look]);
  t.is(wreck.stdout, '/one\n/two');
  t.is(wreck.exitCode, 0);
});

test('a step that fails on the way is told as in a build', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox\nRUN echo no; exit 7\nRUN true\n',
  });
  const { exitCode, stdout, stderr } = await execAt('3', folder, 'true');
  t.is(exitCode, 1);
  t.is(stdout, '');
  t.regex(stderr, /Dockerfile:2: RUN failed with exit code 7[^]*the last lines of its output:\n {2}no/);
});

test('Ctrl-C ends the command and leaves nothing', async (t) => {
  const folder = await makeProject(t, { Dockerfile: dockerfile });
  const running = startRefrom([
    'debug',
    '--exec',
    '--at',
    '5',
    folder,
    '--',
    'sh',
    '-c',
    'echo up; sleep 300',
  ]);
  let printed = '';
  running.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await until(() => printed.includes('up'));
  running.kill('SIGINT');
  t.is((await running).exitCode, 130);
  t.is(await containersOf(running.pid), '');
});

test('a reader that goes away ends the command', async (t) => {
  const folder = await makeProject(t, { Dockerfile: dockerfile });
  const running = startRefrom(['debug', '--exec', '--at', '5', folder, '--', 'yes'], { buffer: false });
  running.stdout?.once('data', () => running.stdout?.destroy());
  const { exitCode } = await running;
  t.is(exitCode, 141);
  t.is(await containersOf(running.pid), '');
});

const refused = async (
  t: ExecutionContext,
  words: readonly string[],
  says: RegExp,
  status = 2,
): Promise<void> => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox AS first\nRUN echo ran\n' });
  const line = words.map((word) => (word === '.' ? folder : word));
  const { exitCode, stdout, stderr } = await refrom(['debug', ...line]);
  t.is(exitCode, status, endOf(stderr));
  t.is(stdout, '');
  t.regex(stderr, says);
  t.deepEqual(await tagsOf(folder), [], 'nothing was executed');
};

const wrong: readonly [title: string, words: readonly string[], says: RegExp, status?: number][] = [
  ['no place', ['--exec', '.', '--', 'ls'], /--at is missing/],
  ['no command', ['--exec', '--at', '2', '.'], /the command is missing; it stands behind --/],
  [
    'an empty word as the command',
    ['--exec', '--at', '2', '.', '--', ''],
    /first word of the command is empty/,
  ],
  ['a place without --exec', ['--at', '2', '.'], /--at goes with --exec/],
  [
    'a wreck without a failure',
    ['--exec', '--at', '2', '--wreck', '.', '--', 'ls'],
    /--wreck: only --at fail/,
  ],
  ['a place that is none', ['--exec', '--at', 'first', '.', '--', 'ls'], /expected LINE, STAGE:LINE or fail/],
  [
    'a line without a step',
    ['--exec', '--at', '7', '.', '--', 'ls'],
    /--at 7: no step .*\n {2}its steps are on the lines 2/,
  ],
  ['a FROM', ['--exec', '--at', '1', '.', '--', 'ls'], /no state before FROM/],
  ['an unknown stage', ['--exec', '--at', 'frist:2', '.', '--', 'ls'], /no stage `frist`.*\n.*`first`/],
  [
    'JSON beside the output',
    ['--exec', '--at', '2', '--progress', 'json', '.', '--', 'ls'],
    /--progress json: with --exec/,
  ],
  [
    'no engine',
    ['--exec', '--at', '2', '--engine', 'unix:///nowhere', '.', '--', 'ls'],
    /no Docker engine answers/,
    3,
  ],
];

for (const [title, words, says, status] of wrong)
  test(`refused before anything runs: ${title}`, (t) => refused(t, words, says, status));

test('a build without a failing step has no such place', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN true\n' });
  const { exitCode, stderr } = await execAt('fail', folder, 'ls');
  t.is(exitCode, 2);
  t.regex(stderr, /--at fail: no step fails/);
});
