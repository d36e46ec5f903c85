// The cases of fixtures/parity on several engines, each beside `docker build` of that engine.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { readTap } from './read-tap.mjs';

export const firstEngine = '28';
export const otherEngines = ['28-containerd', '20.10'];
/** A day's part of the cases has to end within two minutes an engine, on two processors. */
const dailyParts = 8;
const millisecondsOfDay = 24 * 60 * 60 * 1000;

/** REFROM_PARITY: `K/N`, `all`, `none`, or `daily`, which takes the next part each day. Undefined for none. */
export function chooseParityPart(wish = '', now = Date.now()) {
  if (wish === 'none' || wish === '') return undefined;
  if (wish === 'all') return '1/1';
  if (/^[1-9]\d*\/[1-9]\d*$/.test(wish)) return wish;
  if (wish !== 'daily') throw new Error(`REFROM_PARITY is K/N, all, none or daily, not ${wish}`);
  return `${(Math.floor(now / millisecondsOfDay) % dailyParts) + 1}/${dailyParts}`;
}

/** Starts the engine where it does not run. Gives titles as readTap does, the seconds it took, and ava's status. */
export async function runParityCases({ engine, part, print }) {
  const started = performance.now();
  const words = [
    ...(engine === firstEngine ? [] : ['--engine', engine]),
    ...['--image', 'bookworm', '--image', 'arm64', '--'],
    ...['node_modules/.bin/ava', '--tap', 'test/parity/cases.ts'],
  ];
  const env = { ...process.env, REFROM_PART: part };
  // Standard input is for sudo, which may ask for a password.
  const ava = spawn('scripts/with-engine', words, { stdio: ['inherit', 'pipe', 'inherit'], env });
  const exit = new Promise((resolve, reject) => ava.once('error', reject).once('close', resolve));
  const titles = await readTap(createInterface({ input: ava.stdout }), (line) => print(`${engine} ${line}`));
  const status = await exit;
  // A crash need not show as a failed test.
  if (!titles.isComplete || (status !== 0 && titles.failed.length === 0))
    titles.failed.push(`ava runs to its end on ${engine} (status ${status})`);
  return { ...titles, engine, seconds: (performance.now() - started) / 1000 };
}

/** Lines: a table of the runs, then each reason for which a case is no plain comparison, with the number of cases. */
export function describeParity(runs) {
  const rows = runs.map(({ engine, passed, failed, skipped, seconds }) => {
    const excepted = passed.filter(reasonOf).length;
    const cells = [passed.length - excepted, excepted, skipped.length, failed.length, seconds.toFixed(0)];
    return [engine, ...cells.map(String)];
  });
  const heads = ['engine', 'equal', 'by exception', 'not compared', 'failed', 'seconds'];
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column].length)));
  const toLine = (row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ');
  return [...[heads, ...rows].map(toLine), '', ...runs.flatMap(describeReasons)].map((line) =>
    line.trimEnd(),
  );
}

function describeReasons({ engine, passed, skipped }) {
  const counts = new Map();
  for (const title of [...skipped, ...passed]) {
    const reason = reasonOf(title);
    if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => `${engine}: ${count} × ${reason}`);
}

/** As test/parity/cases.ts puts it at the end of a title. */
function reasonOf(title) {
  return / \(((?:refuses|differs|unequal): .*)\)$/.exec(title)?.[1];
}
