// The debugger in use: keys while a step prints fast, and a session that is long.
import { setTimeout as wait } from 'node:timers/promises';
import { withProject } from './builds.js';
import type { Row } from './row.js';
import { openTerminal, percentile, programOf, residentMegabytes, timeKey, until } from './screen.js';

/** Nearly twenty times a second 1,300 lines, for some fifteen seconds. */
const printing = `FROM fixture/busybox
RUN i=0; while [ $i -lt 300 ]; do seq 10001 11300; i=$((i + 1)); usleep 50000; done
`;
const printedLines = 300 * 1300;
/** What is measured at less says nothing. */
const leastRate = 20_000;

/** A frame is waited for and the help closed again before the next key; between two keys a person thinks. */
export async function keysUnderOutput(): Promise<Row[]> {
  return withProject(printing, async (folder) => {
    const terminal = openTerminal(['debug', '--no-cache', folder]);
    const { child, screen } = terminal;
    await until(() => screen().includes('FROM'), 20);
    child.stdin.write('c');
    await until(() => screen().includes('11300'), 30);
    const begun = performance.now();
    const answers: number[] = [];
    while (!screen().includes('made the image')) {
      answers.push(await timeKey(terminal));
      await wait(37);
    }
    const rate = printedLines / ((performance.now() - begun) / 1000);
    child.stdin.write('q');
    await child;
    if (rate < leastRate)
      throw new Error(`only ${rate.toFixed(0)} lines a second were printed, not ${String(leastRate)}`);
    const keys = `key to frame, 95th percentile of ${String(answers.length)}`;
    return [
      {
        what: 'a RUN that prints fast: keys',
        detail: `${keys} while it prints ${String(Math.round(rate / 1000))},000 lines a second`,
        value: percentile(answers, 0.95),
        limit: 50,
        unit: 'ms',
      },
    ];
  });
}

const steps = 500;
const linesPerStep = 2008;

/** FROM and 499 RUNs, a million lines of usual length in all. */
const long = [
  'FROM fixture/busybox',
  ...Array.from(
    { length: steps - 1 },
    (_, at) =>
      `RUN yes "${String(at)}: a line of some output, as long as those of compilers are" | head -n ${String(linesPerStep)}`,
  ),
  '',
].join('\n');

export async function longSession(): Promise<Row[]> {
  return withProject(long, async (folder) => {
    const { child, screen } = openTerminal(['debug', '--no-cache', folder]);
    await until(() => screen().includes('FROM'), 20);
    child.stdin.write('c');
    const pid = (await programOf(child.pid ?? 0)) ?? 0;
    await until(() => screen().includes('made the image'), 900);
    const peak = await residentMegabytes(pid);
    child.stdin.write('q');
    await child;
    return [
      {
        what: 'a long session: memory',
        detail: `${String(steps)} steps, ${String(linesPerStep * (steps - 1))} lines, peak resident size`,
        value: peak,
        limit: 300,
        unit: 'MB',
      },
    ];
  });
}
