// `npm run parity`: every case of fixtures/parity on all three engines, or `npm run parity -- 20.10` on that one.
// REFROM_PARITY=K/N takes a part of the cases, REFROM_CASES=word,word those whose name has one of the words in it.
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import {
  chooseParityPart,
  describeParity,
  firstEngine,
  otherEngines,
  runParityCases,
} from './parity-engines.mjs';

const engines = [firstEngine, ...otherEngines];
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !engines.includes(name));
const print = (text) => process.stdout.write(`${text}\n`);

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
if (unknown.length > 0) {
  print(`no engine is called ${unknown.join(', ')}; there are ${engines.join(', ')}`);
  process.exitCode = 2;
} else {
  const part = chooseParityPart(process.env.REFROM_PARITY || 'all');
  const runs = [];
  for (const engine of engines.filter((name) => chosen.length === 0 || chosen.includes(name)))
    if (part) runs.push(await runParityCases({ engine, part, print }));
  const failed = runs.flatMap((run) => run.failed.map((title) => `${run.engine} ${title}`));
  if (failed.length > 0) print(['\nfailed:', ...failed].join('\n  '));
  print(['', ...describeParity(runs)].join('\n'));
  process.exitCode = failed.length > 0 ? 1 : 0;
}
