// The debugger in a real terminal: how soon it shows itself, and how it stands a flood of output.
import { readFile } from 'node:fs/promises';
import { execa, type ResultPromise } from 'execa';
import { withProject } from './builds.js';
import { median, type Row } from './row.js';
import { ms } from './start-up.js';
import { program, timeSideBySide } from './time-command.js';

/** The program in a pseudo-terminal of 120×40, by util-linux's `script`. */
export function openTerminal(words: readonly string[]): {
  child: ResultPromise<{ buffer: false; stdin: 'pipe'; reject: false }>;
  screen: () => string;
  mark: () => void;
  sinceMark: () => string;
} {
  const command = `stty cols 120 rows 40; exec ${[process.execPath, program, ...words].map((word) => `'${word}'`).join(' ')}`;
  const child = execa('script', ['-qefc', command, '/dev/null'], {
    buffer: false,
    stdin: 'pipe',
    reject: false,
  });
  let seen = '';
  let since = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    seen = (seen + text).slice(-200_000);
    since += text;
  });
  const mark = (): void => {
    since = '';
  };
  return { child, screen: () => seen, mark, sinceMark: () => since };
}

export async function until(check: () => boolean, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!check()) {
    if (performance.now() > end) throw new Error('the screen did not come to show what was waited for');
    await new Promise((wake) => setTimeout(wake, 2));
  }
}

/** From the command to the first frame that shows the Dockerfile. */
export async function firstFrame(): Promise<Row[]> {
  return withProject('FROM fixture/busybox\nRUN echo shown-line\n', async (folder) => {
    const times: number[] = [];
    for (let turn = 0; turn < 7; turn += 1) {
      const begun = performance.now();
      const { child, screen } = openTerminal(['debug', folder]);
      await until(() => screen().includes('shown-line'), 20);
      times.push((performance.now() - begun) / 1000);
      child.stdin.write('q');
      await child;
    }
    // The bound is of seconds, and machines differ.
    const [bare = 0] = await timeSideBySide([[process.execPath, '-e', '0']], 7);
    return [
      {
        what: 'first frame of the debugger',
        detail: `from the command, in a terminal; bare Node takes ${ms(bare)} here`,
        value: median(times),
        limit: 0.5,
        unit: 's',
      },
    ];
  });
}

const flood =
  'FROM fixture/busybox\nRUN yes 0123456789012345678901234567890123456789012345678901234567890123456789 | head -c 100000000\n';

/** 100 MB of output from one RUN: the process stays small, and keys are answered throughout. */
export async function floodOfOutput(): Promise<Row[]> {
  return withProject(flood, async (folder) => {
    const terminal = openTerminal(['debug', '--no-cache', folder]);
    const { child, screen } = terminal;
    await until(() => screen().includes('FROM'), 20);
    child.stdin.write('c');
    let peak = 0;
    const answers: number[] = [];
    await until(() => screen().includes('0123456789'), 30);
    while (!screen().includes('made the image') && answers.length < 200) {
      const pid = await programOf(child.pid ?? 0);
      if (pid === undefined) break;
      peak = Math.max(peak, await residentMegabytes(pid));
      answers.push(await timeKey(terminal));
    }
    await until(() => screen().includes('made the image'), 120);
    child.stdin.write('q');
    await child;
    return [
      {
        what: '100 MB of output: memory',
        detail: 'peak resident size of the process',
        value: peak,
        limit: 200,
        unit: 'MB',
      },
      {
        what: '100 MB of output: keys',
        detail: `key to frame, 95th percentile of ${String(answers.length)}`,
        value: percentile(answers, 0.95),
        limit: 100,
        unit: 'ms',
      },
    ];
  });
}

/** Milliseconds from a key that opens the help to a frame that shows it; then closes it. */
export async function timeKey({ child, mark, sinceMark }: ReturnType<typeof openTerminal>): Promise<number> {
  mark();
  const begun = performance.now();
  child.stdin.write('?');
  await until(() => sinceMark().includes('again on top of'), 10);
  const milliseconds = performance.now() - begun;
  mark();
  child.stdin.write('?');
  await until(() => sinceMark().includes('[Output]'), 10);
  return milliseconds;
}

export async function programOf(pid: number): Promise<number | undefined> {
  const children = await readFile(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8').catch(
    () => '',
  );
  const child = Number(children.trim().split(' ')[0]);
  return child > 0 ? child : undefined;
}

/** The most it has been; 0 if there is no such process. */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

export const percentile = (numbers: readonly number[], share: number): number =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ??
  Infinity;
