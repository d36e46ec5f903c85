// `refrom record`: a session as a cast and as a Markdown page.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import xterm from '@xterm/headless';
import { endOf, makeProject, refrom, startRefrom, type Finished } from '../helpers/refrom.js';

const dockerfile = `FROM fixture/busybox
ARG API_TOKEN
RUN seq 1 300
RUN --mount=type=secret,id=pass cat /run/secrets/pass; echo "$API_TOKEN"
RUN test -e /mended
`;
const secrets = /hunter2-pass|token-12345/;

interface Recorded extends Finished {
  readonly folder: string;
  readonly cast: string;
  readonly page: string;
}

async function record(
  t: ExecutionContext,
  script: string | undefined,
  ...flags: string[]
): Promise<Recorded> {
  const folder = await makeProject(t, {
    Dockerfile: dockerfile,
    script: script ?? '',
    pass: 'hunter2-pass\n',
  });
  const given = script === undefined ? [] : ['--script', join(folder, 'script')];
  const secret = ['--secret', `id=pass,src=${join(folder, 'pass')}`, '--build-arg', 'API_TOKEN=token-12345'];
  const base = join(await makeProject(t, {}), 'out');
  const finished = await refrom(['record', '-o', base, ...given, ...secret, ...flags, folder]);
  const [cast, page] = await Promise.all([readFile(`${base}.cast`, 'utf8'), readFile(`${base}.md`, 'utf8')]);
  return { ...finished, folder, cast, page };
}

type CastEvent = [number, string, string];

const eventsOf = (cast: string): CastEvent[] =>
  cast
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line) as CastEvent);

/** As a player shows it after all events up to the first with the text, or after the last. */
async function play(cast: string, until?: RegExp): Promise<string> {
  const { width, height } = JSON.parse(cast.split('\n')[0] ?? '') as { width: number; height: number };
  const terminal = new xterm.Terminal({ cols: width, rows: height, allowProposedApi: true });
  const screen = (): string =>
    Array.from(
      { length: height },
      (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? '',
    ).join('\n');
  for (const [, code, data] of eventsOf(cast)) {
    if (code === 'o')
      await new Promise<void>((done) => {
        terminal.write(data, done);
      });
    if (until?.test(screen()) === true) break;
  }
  return screen();
}

test('a script is recorded: the debugger as it would be seen, and a page of what was done', async (t) => {
  const script =
    'break 4\ncontinue\nnext\ncontinue\nexpect failed 5\nshell "touch /mended"\nretry wreck\nexpect finished\n';
  const { exitCode, stdout, stderr, cast, page } = await record(t, script, '--no-cache');
  t.is(exitCode, 0, endOf(stderr));
  t.regex(stdout, /"type":"session\/finished"/);
  t.regex(stderr, /recorded .*out\.cast and .*out\.md/);
  t.regex(await play(cast, /at the breakpoint on line 4/), /next 4:? RUN --mount/);
  t.regex(await play(cast), /made the image/);
  const times = eventsOf(cast).map(([time]) => time);
  t.deepEqual(
    times,
    times.toSorted((one, other) => one - other),
  );
  t.true((times.at(-1) ?? 0) > 6, 'a second after each command');
  t.regex(page, /### Line 3: `RUN seq 1 300`\n\nStep 3 of 5\.\n\n```text\n1\n2\n/);
  t.regex(page, /\n200\n… 50 lines left out …\n251\n/);
  t.regex(page, /Stopped before line 4, at the breakpoint `4`\./);
  t.regex(page, /```text\n\(secret pass\)\n\$API_TOKEN\n```/);
  t.regex(page, /\*\*Failed\*\*: .*exit code 1/);
  t.regex(page, /Run by hand, in what the failed line 5 \(`RUN`\) left:\n\n```sh\ntouch \/mended\n```/);
  t.regex(page, /on top of what the failure had left\./);
  t.regex(page, /### The image\n\nBuilt `sha256:/);
  for (const text of [cast, page]) t.notRegex(text, secrets);
});

test('without a terminal and without a script a plain build is recorded', async (t) => {
  const { exitCode, cast, page, stderr } = await record(t, undefined, '--teach');
  t.is(exitCode, 1, endOf(stderr));
  t.regex(stderr, /step 3 {3}3 \| RUN seq 1 300[^]*by hand +docker run[^]*#3 \[3\/5\] 3: RUN seq 1 300/);
  t.regex(
    eventsOf(cast)
      .map(([, , data]) => data)
      .join(''),
    /#5 FAILED/,
  );
  t.regex(page, /Step 3 of 5\.[^]*```text\nstep 3 {3}3 \| RUN seq[^]*by hand +docker run/);
  t.regex(page, /\*\*Failed\*\*/);
  t.notRegex(cast + page, secrets);
});

test('a recording that is interrupted holds what was done', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN echo begun; sleep 60\n' });
  const base = join(await makeProject(t, {}), 'out');
  const running = startRefrom(['record', '-o', base, folder], { cwd: folder });
  running.stderr?.on('data', (data: Buffer) => {
    if (
      String(data)
        .replace(/^.*RUN echo.*$/m, '')
        .includes('begun\n')
    )
      running.kill('SIGTERM');
  });
  t.is((await running).exitCode, 130);
  const page = await readFile(`${base}.md`, 'utf8');
  t.regex(page, /```text\nbegun\n```\n\n/);
  t.regex(page, /The session was interrupted\.\n/);
  t.regex(await readFile(`${base}.cast`, 'utf8'), /interrupted; what was checkpointed is kept/);
});

test('what cannot be recorded is refused, and leaves no files', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox\nRUNN x\n',
    'mine.md': 'mine',
    '.dockerignore': 'mine.*\n',
  });
  const tell = (...words: string[]): Promise<Finished> => refrom(['record', ...words], { cwd: folder });
  const image = await tell('busybox:latest');
  t.is(image.exitCode, 2);
  t.regex(image.stderr, /record busybox:latest: there is no such folder\n.*cannot record an image/);
  t.regex((await tell('Dockerfile')).stderr, /it is no folder/);
  const taken = await tell('-o', 'mine', '.');
  t.is(taken.exitCode, 2);
  t.regex(taken.stderr, /mine\.md: there is such a file/);
  t.is((await tell('.')).exitCode, 2);
  t.deepEqual((await readdir(folder)).toSorted(), ['.dockerignore', 'Dockerfile', 'mine.md']);
});

test('a recording is not in the context that it records', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nCOPY . /here\n' });
  const { exitCode, stderr } = await refrom(['record', '.'], { cwd: folder });
  t.is(exitCode, 0, endOf(stderr));
  const [, cast = '', page = ''] = /recorded (\S+\.cast) and (\S+\.md)/.exec(stderr) ?? [];
  t.regex(cast, /\/recordings\/refrom-test-.*-\d{4}-\d\d-\d\d-\d{6}\.cast$/);
  t.regex(await readFile(page, 'utf8'), /COPY \. \/here/);
  await Promise.all([rm(cast), rm(page)]);
  t.deepEqual(await readdir(folder), ['Dockerfile']);
});
