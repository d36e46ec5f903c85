// `refrom debug --script`: the debugger under the hands of a script.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { endOf, makeProject, startRefrom, tryDocker, until, type Finished } from '../helpers/refrom.js';

const dockerfile = `FROM fixture/busybox AS first
ARG WHO=you
WORKDIR /app
USER nobody
RUN echo "hello $WHO"
RUN test -e /tmp/mended
RUN echo last
`;

type Line = Readonly<Record<string, unknown>>;

interface Ran extends Finished {
  readonly lines: readonly Line[];
  readonly folder: string;
  readonly pid: number | undefined;
}

/** By standard input. */
async function run(t: ExecutionContext, script: string, ...flags: string[]): Promise<Ran> {
  const folder = await makeProject(t, { Dockerfile: dockerfile });
  const running = startRefrom(['debug', '--script', '-', ...flags, folder], { stdin: 'pipe', input: script });
  const { exitCode, stdout, stderr } = await running;
  const text = String(stdout);
  const lines = text.split('\n').filter((line) => line !== '');
  return {
    folder,
    pid: running.pid,
    exitCode,
    stdout: text,
    stderr: String(stderr),
    lines: lines.map((line) => JSON.parse(line) as Line),
  };
}

const containersOf = async (pid: number | undefined): Promise<string> =>
  (await tryDocker('ps', '-aq', '--filter', `name=-${String(pid)}-`)).stdout;

const ofType = (lines: readonly Line[], type: string): Line[] => lines.filter((line) => line.type === type);

test('a script steps, looks, mends, and comes to the end', async (t) => {
  const { exitCode, lines, stderr, pid } = await run(
    t,
    `# mend it by hand
break 6
continue
expect paused 6
expect output /hello you/
print state
back
expect paused 5
retry
expect output /hello you/
continue
expect failed 6
shell "echo $WHO; id -un; pwd; touch /tmp/mended; exit 3"
expect output /^you\\nnobody\\n\\/app\\n$/
retry wreck
expect paused 7
continue
expect finished
`,
    '--no-cache',
  );
  t.is(exitCode, 0, endOf(stderr) + JSON.stringify(lines.at(-2)));
  t.is(stderr, '');
  for (const { time } of lines) t.regex(String(time), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  const done = ofType(lines, 'command/done');
  t.is(done.length, 17);
  t.like(done[0], { line: 2, command: 'break 6', breakpoints: [{ type: 'line', line: 6 }] });
  t.like(done[1], {
    line: 3,
    command: 'continue',
    status: 'paused',
    before: { step: 5, stage: 'first', line: 6 },
  });
  t.like(
    done.find(({ line }) => line === 13),
    { exitCode: 3, status: 'failed' },
  );
  t.is(ofType(lines, 'session/finished').length, 1);
  t.is(await containersOf(pid), '');
});

test('a command at a pause equals a RUN, and what it changes stays', async (t) => {
  const { exitCode, lines, stderr } = await run(
    t,
    'next 5\nshell "touch /tmp/mended"\ncontinue\nexpect finished\nback\nprint env\nprint config\n',
    '--build-arg',
    'WHO=them',
  );
  t.is(exitCode, 0, endOf(stderr));
  const [env, config] = ofType(lines, 'command/done').slice(-2);
  t.true((env?.environment as string[]).includes('WHO=them'));
  t.like(config, { config: { User: 'nobody', WorkingDir: '/app' } });
  const taken = ofType(lines, 'checkpoint/taken').filter(({ handmade }) => handmade === true);
  t.true(taken.every(({ image }) => String(image).endsWith('-byhand')) && taken.length > 0);
});

test('write makes the resumed Dockerfile', async (t) => {
  const { exitCode, lines, folder } = await run(t, 'next 5\nwrite\n', '--checkpoint', 'every');
  t.is(exitCode, 0);
  t.like(ofType(lines, 'command/done').at(-1), { command: 'write', path: join(folder, 'Dockerfile.refrom') });
  t.regex(await readFile(join(folder, 'Dockerfile.refrom'), 'utf8'), /^FROM refrom\//m);
});

test('an expectation that does not hold ends the script', async (t) => {
  const { exitCode, lines, stderr, pid } = await run(t, 'next\nexpect paused 5\nnext\n');
  t.is(exitCode, 1);
  t.like(ofType(lines, 'expectation/failed')[0], { line: 2, expected: 'paused 5', found: 'paused 2' });
  t.is(ofType(lines, 'command/done').length, 1);
  t.regex(stderr, /^standard input:2:1: expected paused 5, and found paused 2\n/);
  t.is(await containersOf(pid), '');
});

test('a command that makes no sense there ends the script', async (t) => {
  const { exitCode, lines, stderr } = await run(t, 'shell "ls"\nnext\n');
  t.is(exitCode, 1);
  t.like(ofType(lines, 'command/refused')[0], { line: 1, command: 'shell "ls"' });
  t.regex(stderr, /^standard input:1:1: there is no state before FROM; `next` goes past it\n/);
});

test('a failure that nobody expects is the failure of a build, one that is expected is not', async (t) => {
  const failed = await run(t, 'continue\n');
  t.is(failed.exitCode, 1);
  t.regex(failed.stderr, /Dockerfile:6: RUN failed with exit code 1/);
  t.like(failed.lines.at(-1), { type: 'session/failed', line: 6 });
  const expected = await run(t, 'continue\nexpect failed 6\nquit\nnext\n');
  t.is(expected.exitCode, 0);
  t.is(expected.stderr, '');
  const mended = await run(t, 'continue\nback\n');
  t.is(mended.exitCode, 0);
});

const refused = async (t: ExecutionContext, script: string, says: RegExp): Promise<void> => {
  const { exitCode, stdout, stderr } = await run(t, script);
  t.is(exitCode, 2, endOf(stderr));
  t.is(stdout, '');
  t.regex(stderr, says);
};

test('a script breaks at all that --break takes, goes to a line, and skips a step', async (t) => {
  const { exitCode, lines, stderr } = await run(
    t,
    `break first
break first
break '$WHO == you'
break /mended/
expect paused 1
continue
expect paused 3
continue
expect paused 6
skip
expect paused 7
here 4
expect paused 4
here 4
here 6
expect paused 6
skip
continue
expect finished
`,
    '--no-cache',
  );
  t.is(exitCode, 0, endOf(stderr) + JSON.stringify(lines.at(-2)));
  const done = ofType(lines, 'command/done');
  t.deepEqual(done[3]?.breakpoints, [
    { type: 'stage', stage: 'first' },
    { type: 'condition', name: 'WHO', operator: '==', value: 'you' },
    { type: 'pattern', pattern: 'mended' },
  ]);
  t.is(ofType(lines, 'step/skipped').length, 2);
});

test('a script that skips what is no RUN, COPY or ADD is told why', async (t) => {
  const { exitCode, lines } = await run(t, 'next 2\nskip\n');
  t.is(exitCode, 1);
  t.regex(String(ofType(lines, 'command/refused')[0]?.reason), /^WORKDIR cannot be skipped/);
});

test('a wrong script is refused before anything runs, all of it at once', async (t) => {
  await refused(
    t,
    'nxt\ncontinue\nshell ls\n',
    /^standard input:1:1: [^]*did you mean `next`[^]*\nstandard input:3:7: [^]*2 problems; nothing was executed/,
  );
  await refused(
    t,
    'continue\nbreak 1\nbreak 77\n',
    /^standard input:3:1: no step of this build stands on line 77/,
  );
});

test('a script that cannot be read', async (t) => {
  const folder = await makeProject(t, { Dockerfile: dockerfile, script: 'quit\n' });
  const wrong: readonly [string[], RegExp][] = [
    [['--script', join(folder, 'none'), folder], /there is no such file/],
    [['--script', folder, folder], /it is a directory/],
    [['--script', '-', '-f', '-', folder], /standard input is the Dockerfile already/],
    [['--script', '-', '-'], /standard input is the context already/],
    [['--script', join(folder, 'script'), '--exec', folder, '--', 'ls'], /do not go together/],
  ];
  for (const [words, says] of wrong) {
    const { exitCode, stdout, stderr } = await startRefrom(['debug', ...words]);
    t.is(exitCode, 2, String(stderr));
    t.is(stdout, '');
    t.regex(String(stderr), says);
  }
  t.is((await startRefrom(['debug', '--script', join(folder, 'script'), folder])).exitCode, 0);
});

test('Ctrl-C ends a script and leaves nothing', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: dockerfile,
    script: 'next 2\nshell "echo up; sleep 300"\nnext\n',
  });
  const running = startRefrom(['debug', '--script', join(folder, 'script'), folder]);
  let printed = '';
  running.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await until(() => printed.includes('"text":"up'));
  running.kill('SIGINT');
  t.is((await running).exitCode, 130);
  t.is(await containersOf(running.pid), '');
});
