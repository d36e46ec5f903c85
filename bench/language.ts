// Reading the language against dockerfile-ast's bare parse of the same text, in one process and in turns.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { execa } from 'execa';
import type { ResolvedImage } from '../src/plan/image-config.js';
import { neededImages, outlineBuild } from '../src/plan/outline.js';
import { planBuild } from '../src/plan/plan-build.js';
import { parseDockerfile } from '../src/syntax/parse-dockerfile.js';
import { formatCheck } from '../src/report/check-text.js';
import type { Row } from './row.js';
import { ms } from './start-up.js';
import { root } from './time-command.js';

const corpus = process.env.REFROM_CORPUS ?? resolve(root, '../shared/corpus');
const options = { buildArguments: {}, labels: {}, platform: 'linux/amd64', buildPlatform: 'linux/amd64' };

export function readCorpus(): string[] {
  const folder = join(corpus, 'files');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/ignore$|^LICENSE|^COPYING|^NOTICE/i.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** From text to plan, over images that have nothing but PATH. */
export function parseAndPlan(text: string): number {
  const { outline } = outlineBuild(parseDockerfile(text).tree, options);
  const images = new Map<string, ResolvedImage>();
  for (const { reference } of neededImages(outline))
    images.set(reference, {
      reference,
      id: reference,
      config: { Env: ['PATH=/bin'] },
      platform: 'linux/amd64',
    });
  return planBuild(outline, images).plan.steps.length;
}

const parseOnly = (text: string): unknown => DockerfileParser.parse(text).getInstructions();

/** The least seconds of each, in turns: whatever else runs on the machine only adds. The first two turns warm up. */
function timeInTurns(works: readonly (() => unknown)[], turns: number): number[] {
  const times: number[][] = works.map(() => []);
  for (let turn = -2; turn < turns; turn += 1) {
    for (const [at, work] of works.entries()) {
      const begun = performance.now();
      work();
      if (turn >= 0) times[at]?.push((performance.now() - begun) / 1000);
    }
  }
  return times.map((seconds) => Math.min(...seconds));
}

/** A file of about a megabyte and 40,000 lines of the usual mix. */
const mixedFile = (lines: number): string =>
  `FROM a\n${Array.from({ length: lines / 8 }, (_, at) => `# part ${String(at)}\nRUN apt-get update && \\\n    apt-get install -y \\\n      package-${String(at)} && \\\n    rm -rf /var/lib/apt/lists/*\nENV NAME_${String(at % 20)}="a value" OTHER=$PATH\nCOPY --chown=user file-${String(at)} /folder/\nWORKDIR /somewhere\n`).join('')}`;

/** The corpus, and a long file and one twice as long. */
export async function language(): Promise<Row[]> {
  const rows: Row[] = [];
  const files = readCorpus();
  if (files.length === 0) process.stderr.write(`no corpus at ${corpus}: its rows are left out\n`);
  else rows.push(...(await corpusRows(files)));
  const [once, twice, fourTimes] = [mixedFile(40_000), mixedFile(80_000), mixedFile(160_000)];
  const runs = `FROM a\n${'RUN echo hello world one\n'.repeat(40_000)}`;
  const [read = 0, readTwice = 0, readFourTimes = 0, theirs = 1] = timeInTurns(
    [
      () => parseDockerfile(once),
      () => parseDockerfile(twice),
      () => parseDockerfile(fourTimes),
      () => parseOnly(once),
    ],
    5,
  );
  const [planned = 0, theirRuns = 1] = timeInTurns([() => parseAndPlan(runs), () => parseOnly(runs)], 5);
  return [
    ...rows,
    {
      what: 'parse 40,000 mixed lines',
      detail: `${ms(read)} against dockerfile-ast's parse ${ms(theirs)}`,
      value: read / theirs,
      limit: 0.35,
      unit: '×',
    },
    {
      what: 'parse and plan 40,000 RUNs',
      detail: `${ms(planned)} against dockerfile-ast's parse ${ms(theirRuns)}`,
      value: planned / theirRuns,
      limit: 0.35,
      unit: '×',
    },
    {
      // From 40,000 on, as below the first steps of the garbage collector show more than anything else.
      what: '160,000 lines, by 80,000',
      detail: `${ms(readFourTimes)} against ${ms(readTwice)}`,
      value: readFourTimes / readTwice,
      // Doubled, and what two measurements of the same differ by.
      limit: 2.2,
      unit: '×',
    },
    mistakesRow(),
    variablesRow(),
  ];
}

/** A message for every line, each with its excerpt. */
function mistakesRow(): Row {
  const report = (lines: number): (() => string) => {
    const text = `FROM a\n${'FOO x\n'.repeat(lines)}`;
    const { messages } = parseDockerfile(text);
    return () => formatCheck('Dockerfile', text, { messages, findings: [], undecided: [] });
  };
  return doublingRow('80,000 messages, by 40,000', report);
}

/** Every line gives a name to something that all states after it have. */
function variablesRow(): Row {
  const plan = (lines: number): (() => number) => {
    const sets = (at: number): string =>
      `ENV A${String(at)}=$A0 \nARG B${String(at)}=x\nLABEL c${String(at)}=x\nRUN x\n`;
    const text = `FROM a\n${Array.from({ length: lines / 4 }, (_, at) => sets(at)).join('')}`;
    return () => parseAndPlan(text);
  };
  return doublingRow('plan 80,000 lines of ENV, ARG, LABEL and RUN, by 40,000', plan);
}

function doublingRow(what: string, prepare: (lines: number) => () => unknown): Row {
  const [once = 1, twice = 0] = timeInTurns([prepare(40_000), prepare(80_000)], 5);
  return {
    what,
    detail: `${ms(twice)} against ${ms(once)}`,
    value: twice / once,
    // What is quadratic has four; what sorts and collects garbage a little over two.
    limit: 3,
    unit: '×',
  };
}

async function corpusRows(files: readonly string[]): Promise<Row[]> {
  const each = (work: (text: string) => unknown) => (): void => {
    for (const text of files) work(text);
  };
  const [own = 0, theirs = 1] = timeInTurns([each(parseAndPlan), each(parseOnly)], 9);
  const script = `const { parseAndPlan, readCorpus } = await import(${JSON.stringify(import.meta.url)});
    for (const text of readCorpus()) parseAndPlan(text);
    console.log(/VmHWM:\\s+(\\d+)/.exec((await import('node:fs')).readFileSync('/proc/self/status', 'utf8'))?.[1]);`;
  const { stdout } = await execa(process.execPath, ['--input-type=module', '-e', script]);
  return [
    {
      what: `parse and plan ${String(files.length)} real files`,
      detail: `${ms(own)} against dockerfile-ast's parse ${ms(theirs)}`,
      value: own / theirs,
      limit: 1.5,
      unit: '×',
    },
    {
      what: 'the same in a process of its own',
      detail: 'peak resident size, Node included',
      value: Number(stdout) / 1024,
      limit: 100,
      unit: 'MB',
    },
  ];
}
