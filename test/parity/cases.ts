// Each case of fixtures/parity, built by `docker build` and by refrom. With a checkpoint at every step the files of each
// layer are compared, the history, and the configuration after each instruction, in each stage; as refrom builds by
// default, where steps share a container, what the image holds in the end. On an engine whose BuildKit does not build a
// case as today's does, that of REFROM_FIRST_ENGINE is the judge: see parity-exceptions. REFROM_CASES=word,word takes
// those whose name has one of the words in it, REFROM_PART=2/5 the second of five parts.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import limit from 'p-limit';
import type { SessionEvent } from '../../src/session/events.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { projectFolder } from '../helpers/corpus.js';
import { layOutCase, readParityCase, type LaidOutCase, type ParityCase } from '../helpers/parity-case.js';
import { buildOurs } from '../helpers/parity-build.js';
import { findParityEngine } from '../helpers/parity-engine.js';
import { exceptionsFor, staleExceptions, type UnequalPart } from '../helpers/parity-exceptions.js';
import {
  chooseJudge,
  compareImages,
  compareStates,
  leaveOut,
  type ComparedImage,
  type Judge,
} from '../helpers/parity-judge.js';
import { comparePrefixes } from '../helpers/parity-prefixes.js';
import { endOf, imageName, removeCaches, tryDocker } from '../helpers/refrom.js';

const writesFiles: readonly string[] = ['RUN', 'COPY', 'ADD', 'WORKDIR', 'ONBUILD'];
const fixtures = join(projectFolder, 'fixtures/parity');
const wanted = (process.env.REFROM_CASES ?? '').split(',');
const [part = 1, parts = 1] = (process.env.REFROM_PART ?? '1/1').split('/').map(Number);
const engine = await findParityEngine();
/** Tests of a file begin all at once. */
const takeTurn = limit(3);

const files = readdirSync(fixtures).filter((each) => each.endsWith('.txt'));
const stale = staleExceptions(files.map(nameOf));
if (stale.length > 0) throw new Error(`exceptions of cases that are not there: ${stale.join(', ')}`);
for (const [number, file] of files.entries()) {
  if (!wanted.some((word) => file.includes(word)) || number % parts !== part - 1) continue;
  const name = nameOf(file);
  const parityCase = readParityCase(readFileSync(join(fixtures, file), 'utf8'));
  const reasons = exceptionsFor(engine, name).map(({ kind, reason }) => `${kind}: ${reason}`);
  const exception = reasons.length === 0 ? '' : ` (${reasons.join('; ')})`;
  const isPossible = parityCase.needs === undefined || runs(parityCase.needs);
  const declare = isPossible ? test : test.skip;
  declare(`${name}: ${parityCase.title}${exception}`, async (t) => {
    await takeTurn(() => {
      t.timeout(600_000);
      return compare(t, name, parityCase);
    });
  });
}

/** Not so where the engine's machine has no emulator for it. Tests cannot wait before they are there. */
function runs(image: string): boolean {
  return spawnSync('docker', ['run', '--rm', image, 'true'], { stdio: 'ignore' }).status === 0;
}

function nameOf(file: string): string {
  return file.replace(/\.txt$/, '');
}

async function compare(t: ExecutionContext, name: string, parityCase: ParityCase): Promise<void> {
  const laidOut = await layOutCase(t, parityCase);
  t.teardown(() => removeCaches(parityCase.dockerfile));
  const exceptions = exceptionsFor(engine, name);
  const judge = chooseJudge(t, engine, exceptions);
  const theirs = await buildTheirs(t, laidOut, judge);
  const doubt = exceptions.find(({ kind }) => kind !== 'unequal');
  if (doubt !== undefined) {
    const own = await buildTheirs(t, laidOut, { ...judge, flags: [] });
    if (doubt.kind === 'refuses') t.is(own.image, undefined, 'the docker build of this engine can build it');
    else t.true(isDifferent(theirs, own), 'the docker build of this engine builds the same as the first one');
  }
  if (parityCase.refused !== undefined) {
    const actual = await buildOurs(t, laidOut);
    t.is(theirs.image, undefined, 'docker build accepts it');
    t.not(actual.exitCode, 0, 'refrom accepts it');
    t.regex(actual.stderr, parityCase.refused);
    if (theirs.line !== undefined) t.is(lineOf(actual.stderr), theirs.line, endOf(actual.stderr));
    return;
  }
  if (theirs.image === undefined) {
    t.fail(theirs.complaint);
    return;
  }
  const unequal = exceptions.filter((each) => each.kind === 'unequal');
  const comparison: Comparison = { t, parityCase, laidOut, judge, unequal, expected: theirs.image };
  const events = await compareSteps(comparison);
  await comparePrefixes({ t, laidOut, judge, unequal, except: parityCase.except }, events);
  if (!sharesContainer(parityCase)) return;
  const auto = await compareEnd(comparison, 'auto');
  if (joinsLayers(auto)) await compareEnd(comparison, 'never');
}

interface TheirBuild {
  /** Undefined where it is refused. */
  readonly image: ComparedImage | undefined;
  readonly complaint: string;
  /** That it is refused for, where it says so. */
  readonly line: number | undefined;
}

/** Both say it behind the name of the file: docker build alone on a line, refrom before the sentence. */
function lineOf(stderr: string): number | undefined {
  const [, line] = /^(?:\S*\/)?Dockerfile:(\d+)(?::|$)/m.exec(stderr) ?? [];
  return line === undefined ? undefined : Number(line);
}

async function buildTheirs(t: ExecutionContext, laidOut: LaidOutCase, judge: Judge): Promise<TheirBuild> {
  const name = imageName(t, `theirs-${String(Math.random()).slice(2, 10)}`, judge.flags);
  const words = ['--no-cache', ...laidOut.flags, '-t', name, laidOut.context];
  const { exitCode, stderr } = await tryDocker(...judge.flags, 'build', ...words);
  return {
    image: exitCode === 0 ? await judge.read(name, judge.flags) : undefined,
    complaint: endOf(stderr),
    line: lineOf(stderr),
  };
}

const isDifferent = ({ image: one }: TheirBuild, { image: other }: TheirBuild): boolean =>
  one === undefined || other === undefined ? one !== other : compareImages(one, other).length > 0;

interface Comparison {
  readonly t: ExecutionContext;
  readonly parityCase: ParityCase;
  readonly laidOut: LaidOutCase;
  readonly judge: Judge;
  readonly unequal: readonly UnequalPart[];
  readonly expected: ComparedImage;
}

/** Whether a step finds what a RUN before it has left; else both ways of building do the same. */
function sharesContainer({ dockerfile }: ParityCase): boolean {
  const { instructions } = parseDockerfile(dockerfile).tree;
  const writing = instructions.filter(({ keyword }) => writesFiles.includes(keyword));
  return writing.length > 1 && /^[^#]*\bRUN\b/im.test(dockerfile);
}

/** A checkpoint at every step: layer by layer. */
async function compareSteps({
  t,
  parityCase: { except },
  laidOut,
  judge,
  unequal,
  expected,
}: Comparison): Promise<readonly SessionEvent[]> {
  const build = await buildOurs(t, laidOut);
  t.is(build.exitCode, 0, endOf(build.stderr));
  const actual = await judge.read(build.image);
  t.deepEqual(compareImages(leaveOut(expected, unequal), leaveOut(actual, unequal), except), []);
  for (const each of unequal) {
    const others = unequal.filter((other) => other !== each);
    const rest = compareImages(leaveOut(expected, others), leaveOut(actual, others), except);
    if (each.isSometimes !== true) t.not(rest.length, 0, `equal after all, though ${each.reason}`);
  }
  return build.events;
}

interface EndBuild {
  readonly events: readonly SessionEvent[];
  readonly layers: number;
}

/** Whether `never` does something else: it takes the containers that `auto` takes, and makes one layer of each stage. */
function joinsLayers({ events, layers }: EndBuild): boolean {
  const steps = events.find((event) => event.type === 'session/started')?.plan.steps ?? [];
  const stages = events.flatMap((event) =>
    event.type === 'checkpoint/taken' ? [steps.find(({ step }) => step === event.step)?.stage] : [],
  );
  // All images that a case is built from have one layer, or none.
  const isFromScratch = steps.some(({ text }) => /^FROM scratch\b/i.test(text));
  return layers > (isFromScratch ? 1 : 2) || new Set(stages).size < stages.length;
}

/** The steps of a stage in one container, as far as that goes: the whole. With `never`, in one layer, too. */
async function compareEnd(
  { t, parityCase, laidOut, judge, unequal, expected }: Comparison,
  policy: string,
): Promise<EndBuild> {
  const build = await buildOurs(t, laidOut, policy);
  t.is(build.exitCode, 0, endOf(build.stderr));
  const image = await judge.read(build.image);
  const [before, after] = [expected, image].map((each) => leaveOut(each, unequal));
  t.deepEqual(after?.configuration, before?.configuration);
  const [theirs, ours] = [before, after].map((image) => image?.states.at(-1));
  t.deepEqual(compareStates(theirs, ours, parityCase.except), [], `all layers, with ${policy}`);
  return { events: build.events, layers: image.states.length };
}
