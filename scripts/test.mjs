// Every check of the project, in stages: `npm test`, or `node scripts/test.mjs [lint] [types] [unit] [corpus] [engine]`.
// The last line of the output is the sum: `N passed, N failed`.
import { execFile, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { engineHost, isReachable, ownEngineHost } from './engine/reachable.mjs';
import { findLeftovers, listOurs } from './leftovers.mjs';
import { chooseParityPart, describeParity, otherEngines, runParityCases } from './parity-engines.mjs';
import { readTap } from './read-tap.mjs';
import { writeTestGroups } from './test-groups.mjs';

const execute = promisify(execFile);
const engineFolders = ['docker', 'parity', 'program', 'terminal'];
/** Their groups begin first, so that none of them runs on alone at the end. */
const slow = ['rewrite', 'plan', 'engine', 'tui', 'syntax'];
const stages = {
  lint: () =>
    Promise.all([
      runCheck('eslint', installed('eslint'), ['.']),
      runCheck('prettier', installed('prettier'), ['--check', '--log-level', 'warn', '.']),
    ]),
  types: () => runCheck('types', 'npm', ['run', '--silent', 'build']),
  unit: () => runGroups('unit'),
  corpus: () => runGroups('corpus'),
  engine: async () => {
    const host = engineHost();
    if (isReachable(host)) {
      const first = await leavingNothing(host === ownEngineHost, () =>
        runTests(engineFolders.map((folder) => `test/${folder}/**`)),
      );
      return [...first, ...(await compareOnOtherEngines(host))];
    }
    print(
      `no Docker engine answers at ${host}; \`npm test\` finds or starts one, \`node scripts/test.mjs\` does not`,
    );
    return [failure('a Docker engine is reachable')];
  },
};

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
process.exitCode = await runStages(process.argv.slice(2));

async function runStages(chosen) {
  const unknown = chosen.filter((name) => !Object.hasOwn(stages, name));
  if (unknown.length > 0) {
    print(`no stage is called ${unknown.join(', ')}; there are ${Object.keys(stages).join(', ')}`);
    return 2;
  }
  const results = [];
  for (const [name, run] of Object.entries(stages)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    const started = performance.now();
    print(`\n── ${name}`);
    const result = sum([await run()].flat());
    print(`── ${name}: ${describe(result)} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    results.push(result);
  }
  const total = sum(results);
  if (total.failed.length > 0) print(['\nfailed:', ...total.failed].join('\n  '));
  print(`\n${describe(total)}`);
  return total.failed.length > 0 ? 1 : 0;
}

/** A part of parity's cases, another one each day. */
async function compareOnOtherEngines(host) {
  const part = chooseParityPart(process.env.REFROM_PARITY || 'daily');
  if (part === undefined || host !== ownEngineHost) {
    const reason =
      part === undefined ? 'REFROM_PARITY is none' : `the engine at ${host} is not of refrom's own`;
    print(
      `parity's cases are not run on ${otherEngines.join(' and ')}: ${reason}; \`npm run parity\` runs them`,
    );
    return [{ passed: [], failed: [], skipped: otherEngines.map((engine) => `parity on ${engine}`) }];
  }
  print(
    `\nparity's cases on other engines: part ${part} (REFROM_PARITY=K/N, all, daily or none chooses another)`,
  );
  const runs = [];
  for (const engine of otherEngines) runs.push(await runParityCases({ engine, part, print }));
  print(describeParity(runs).join('\n'));
  return runs.map(({ engine, failed, ...run }) => ({
    ...run,
    failed: failed.map((each) => `${engine} ${each}`),
  }));
}

async function runCheck(title, command, parameters) {
  try {
    await execute(command, parameters, { maxBuffer: Infinity });
    print(`ok ${title}`);
    return { passed: [title], failed: [], skipped: [] };
  } catch ({ stdout = '', stderr = '', message }) {
    const result = failure(title);
    print(`${stdout}${stderr}`.trimEnd() || message);
    return result;
  }
}

function withoutEngine() {
  const names = readdirSync('test').filter((name) => name !== 'helpers' && !engineFolders.includes(name));
  return names.sort((one, other) => Number(slow.includes(other)) - Number(slow.includes(one)));
}

function runGroups(kind) {
  return runTests(['--config', 'ava.groups.config.js', ...writeTestGroups(kind, withoutEngine())]);
}

async function runTests(words) {
  const ava = spawn(installed('ava'), ['--tap', ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = new Promise((resolve, reject) => ava.once('error', reject).once('close', resolve));
  const titles = await readTap(createInterface({ input: ava.stdout }), print);
  const status = await exit;
  // A crash need not show as a failed test.
  if (titles.isComplete && (status === 0 || titles.failed.length > 0)) return [titles];
  return [titles, failure(`ava runs to its end (status ${status}; without --tap it says more)`)];
}

async function leavingNothing(isOwnEngine, run) {
  const title = 'the tests leave no container, volume, network or image behind';
  const before = listOurs(isOwnEngine);
  const results = await run();
  const left = await findLeftovers(before, isOwnEngine);
  if (left.length === 0) return [...results, { passed: [title], failed: [], skipped: [] }];
  print(['left in the engine:', ...left].join('\n  '));
  return [...results, failure(title)];
}

// Not by npx: that takes half a second to find the same file.
function installed(name) {
  return `node_modules/.bin/${name}`;
}

function failure(title) {
  print(`FAILED ${title}`);
  return { passed: [], failed: [title], skipped: [] };
}

function sum(results) {
  return {
    passed: results.flatMap((result) => result.passed),
    failed: results.flatMap((result) => result.failed),
    skipped: results.flatMap((result) => result.skipped),
  };
}

function describe({ passed, failed, skipped }) {
  const counts = `${passed.length} passed, ${failed.length} failed`;
  return skipped.length > 0 ? `${counts}, ${skipped.length} skipped` : counts;
}

function print(text) {
  process.stdout.write(`${text}\n`);
}
