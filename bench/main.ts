// `npm run bench`: ratios measured side by side in one run, so that the machine's speed and load cancel out.
import { cachedBuild, trivialSteps } from './builds.js';
import { copies, largeLayer } from './copies.js';
import { language } from './language.js';
import { reuseDecision } from './reuse.js';
import { rework } from './rework.js';
import { reportRows, type Row } from './row.js';
import { keysUnderOutput, longSession } from './session.js';
import { firstFrame, floodOfOutput } from './screen.js';
import { versionCommand } from './start-up.js';

const measures: readonly (() => Promise<Row[]>)[] = [
  versionCommand,
  language,
  trivialSteps,
  cachedBuild,
  reuseDecision,
  rework,
  copies,
  largeLayer,
  firstFrame,
  floodOfOutput,
  keysUnderOutput,
  longSession,
];

const wanted = process.argv.slice(2);
const rows: Row[] = [];
for (const measure of measures) {
  if (wanted.length > 0 && !wanted.includes(measure.name)) continue;
  process.stderr.write(`${measure.name} …\n`);
  rows.push(...(await measure()));
}
process.stdout.write(reportRows(rows));
process.exitCode = rows.every(({ value, limit }) => value <= limit) ? 0 : 1;
