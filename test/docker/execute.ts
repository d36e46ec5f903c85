import { PassThrough } from 'node:stream';
import test from 'ava';
import { engine, path, run, startContainer } from '../helpers/live-engine.js';

test.serial('the exit code and both outputs', async (t) => {
  const container = await startContainer(t);
  const finished = await run(container, 'echo out; echo err >&2; exit 42');
  t.deepEqual(finished, { exitCode: 42, stdout: 'out\n', stderr: 'err\n' });
});

test.serial('both outputs come in their order', async (t) => {
  const container = await startContainer(t);
  let text = '';
  const script = 'for i in 1 2 3; do echo o$i; sleep 0.1; echo e$i >&2; sleep 0.1; done';
  const execution = { command: ['sh', '-c', script], environment: [path], workingDirectory: '/', user: '' };
  await engine.containers.execute(
    container,
    execution,
    (_, chunk) => (text += Buffer.from(chunk).toString()),
  );
  t.is(text, 'o1\ne1\no2\ne2\no3\ne3\n');
});

test.serial('killed by a signal', async (t) => {
  const container = await startContainer(t);
  t.is((await run(container, 'kill -9 $$')).exitCode, 137);
});

test.serial('the environment is what was given and HOME', async (t) => {
  const container = await startContainer(t);
  const { stdout } = await run(container, '', { command: ['env'], environment: [path, 'ÄÖ=ü "x" $y', 'E='] });
  t.deepEqual(stdout.trim().split('\n').sort(), ['E=', 'HOME=/root', path, 'ÄÖ=ü "x" $y']);
});

test.serial('the working directory and the user', async (t) => {
  const container = await startContainer(t);
  const { stdout } = await run(container, 'pwd; id -u; id -g', { workingDirectory: '/bin', user: '12:34' });
  t.is(stdout, '/bin\n12\n34\n');
});

test.serial('standard input is empty', async (t) => {
  const container = await startContainer(t);
  t.deepEqual(await run(container, 'cat; echo end'), { exitCode: 0, stdout: 'end\n', stderr: '' });
});

test.serial('standard input is what was given', async (t) => {
  const container = await startContainer(t);
  const input = `${'long\n'.repeat(100_000)}end`;
  t.is((await run(container, 'cat', { input })).stdout, input);
});

test.serial('a missing program is exit code 1, with the reason', async (t) => {
  const container = await startContainer(t);
  const { exitCode, stdout, stderr } = await run(container, '', { command: ['/no/such'] });
  t.is(exitCode, 1);
  t.is(stdout, '');
  t.regex(stderr, /\/no\/such.*no such file or directory.*\n$/);
});

test.serial('so is an unknown user', async (t) => {
  const container = await startContainer(t);
  const { exitCode, stderr } = await run(container, 'true', { user: 'nobody-knows' });
  t.is(exitCode, 1);
  t.regex(stderr, /nobody-knows/);
});

test.serial('a shell that does not find a program says so itself', async (t) => {
  const container = await startContainer(t);
  const { exitCode, stderr } = await run(container, 'no-such');
  t.is(exitCode, 127);
  t.regex(stderr, /no-such: not found/);
});

test.serial('a command that closes its outputs is waited for', async (t) => {
  const container = await startContainer(t);
  t.is((await run(container, 'exec >&- 2>&-; sleep 0.5; exit 7')).exitCode, 7);
});

test.serial('100 MB of output flow in constant memory, and others get their turn', async (t) => {
  t.timeout(120_000);
  const container = await startContainer(t);
  const before = process.memoryUsage().rss;
  let [bytes, peak, turns] = [0, 0, 0];
  const timer = setInterval(() => {
    turns += 1;
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 10);
  const execution = {
    command: ['head', '-c', '100000000', '/dev/zero'],
    environment: [path],
    workingDirectory: '/',
    user: '',
  };
  const started = performance.now();
  await engine.containers.execute(container, execution, (_, chunk) => (bytes += chunk.length));
  clearInterval(timer);
  t.is(bytes, 100_000_000);
  t.true(peak - before < 60 << 20, `memory grew by ${(peak - before) >> 20} MB`);
  t.true(turns > (performance.now() - started) / 100, `only ${turns} turns`);
});

test.serial('an abort kills the command with all that it started, and rejects with the reason', async (t) => {
  const container = await startContainer(t);
  const reason = new Error('enough');
  const script = 'trap "" TERM INT HUP; setsid sleep 1000 & sleep 1000 & echo ready; sleep 1000';
  const abort = new AbortController();
  const execution = { command: ['sh', '-c', script], environment: [path], workingDirectory: '/', user: '' };
  const sink = (): void => {
    abort.abort(reason);
  };
  const error = await t.throwsAsync(engine.containers.execute(container, execution, sink, abort.signal));
  t.is(error, reason);
  t.is((await run(container, 'cat /proc/[0-9]*/comm | grep -c sleep')).stdout, '0\n');
});

test.serial('an abort while the command is being started', async (t) => {
  const container = await startContainer(t);
  for (const milliseconds of [0, 5, 20, 40]) {
    const signal = AbortSignal.timeout(milliseconds);
    const started = performance.now();
    const error = await t.throwsAsync(run(container, 'sleep 30', {}, signal), { any: true });
    t.is<unknown, unknown>(error, signal.reason);
    t.true(performance.now() - started < 15_000);
  }
  t.is((await run(container, 'cat /proc/[0-9]*/comm | grep -c sleep')).stdout, '0\n');
});

test.serial('a command finds the size of its terminal at once', async (t) => {
  const container = await startContainer(t);
  const output = new PassThrough();
  let text = '';
  output.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const command = ['stty', 'size'];
  const execution = { command, environment: [path], workingDirectory: '/', user: '' };
  const terminal = {
    input: new PassThrough(),
    output,
    size: () => ({ columns: 101, rows: 33 }),
    onResize: () => () => undefined,
  };
  t.is(await engine.containers.executeOnTerminal(container, execution, terminal), 0);
  t.is(text, '33 101\r\n');
});
