// Each case of fixtures/parity, built by `docker build` and by refrom. With a checkpoint at every step the files of each
// layer are compared, and the configuration after each instruction; as refrom builds by default, where steps share a
// container, what the image holds in the end. On an engine whose BuildKit does not build a case as today's does, that
// of REFROM_FIRST_ENGINE is the judge: see parity-exceptions. REFROM_CASES=word,word takes those whose name has one of
// the words in it, REFROM_PART=2/5 the second of five parts.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import limit from 'p-limit';
import type { SessionEvent } from '../../src/session/events.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { projectFolder } from '../helpers/corpus.js';
import { differences, type ExportedTree, withoutFolderTimes } from '../helpers/exported-tree.js';
import { inspectImage, removeImage, type InspectedImage } from '../helpers/engine-images.js';
import { configurationOf, withoutEmptyFields } from '../helpers/image-configuration.js';
import { imageStates } from '../helpers/image-states.js';
import { layOutCase, readParityCase, type LaidOutCase, type ParityCase } from '../helpers/parity-case.js';
import { findParityEngine } from '../helpers/parity-engine.js';
import { exceptionFor, type ParityException, staleExceptions } from '../helpers/parity-exceptions.js';
import {
  buildEvents,
  docker,
  endOf,
  imageName,
  removeCaches,
  tryDocker,
  type Finished,
} from '../helpers/refrom.js';

/** As the instructions around them show well enough. */
const leavesConfiguration: readonly string[] = ['RUN', 'COPY', 'ADD'];
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
  const exception = exceptionFor(engine, name);
  const title = `${name}: ${parityCase.title}${exception ? ` (${exception.kind}: ${exception.reason})` : ''}`;
  const isPossible = parityCase.needs === undefined || runs(parityCase.needs);
  const declare = exception?.kind === 'unequal' || !isPossible ? test.skip : test;
  declare(title, async (t) => {
    await takeTurn(() => {
      t.timeout(600_000);
      return compare(t, parityCase, exception);
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

async function compare(
  t: ExecutionContext,
  parityCase: ParityCase,
  exception: ParityException | undefined,
): Promise<void> {
  const laidOut = await layOutCase(t, parityCase);
  t.teardown(() => removeCaches(parityCase.dockerfile));
  if (exception?.kind === 'refuses') await confirmRefusal(t, laidOut);
  const judge = chooseJudge(t, exception);
  const theirs = imageName(t, `theirs-${String(Math.random()).slice(2, 10)}`, judge.flags);
  const words = ['--no-cache', ...laidOut.flags, '-t', theirs, laidOut.context];
  const built = await tryDocker(...judge.flags, 'build', ...words);
  if (parityCase.refused !== undefined) {
    const actual = await buildOurs(t, laidOut);
    t.not(built.exitCode, 0, 'docker build accepts it');
    t.not(actual.exitCode, 0, 'refrom accepts it');
    t.regex(actual.stderr, parityCase.refused);
    return;
  }
  t.is(built.exitCode, 0, endOf(built.stderr));
  const expected = {
    states: await judge.statesOf(theirs, judge.flags),
    configuration: judge.configurationOf(await inspectImage(theirs, judge.flags)),
  };
  const comparison: Comparison = { t, parityCase, laidOut, judge, expected };
  const { events } = await compareSteps(comparison);
  await comparePrefixes(comparison, events);
  if (sharesContainer(parityCase)) await compareEnd(comparison);
}

/** Whose `docker build` tells what is right. */
interface Judge {
  /** Of the docker CLI, before its command. */
  readonly flags: readonly string[];
  readonly statesOf: (image: string, flags?: readonly string[]) => Promise<readonly ExportedTree[]>;
  readonly configurationOf: (image: InspectedImage) => Record<string, unknown>;
}

interface Comparison {
  readonly t: ExecutionContext;
  readonly parityCase: ParityCase;
  readonly laidOut: LaidOutCase;
  readonly judge: Judge;
  readonly expected: {
    readonly states: readonly ExportedTree[];
    readonly configuration: Record<string, unknown>;
  };
}

function chooseJudge(t: ExecutionContext, exception: ParityException | undefined): Judge {
  if (!exception) return { flags: [], configurationOf, statesOf: imageStates };
  const host = process.env.REFROM_FIRST_ENGINE ?? '';
  t.not(host, '', 'scripts/with-engine --engine tells of the engine that judges this case');
  return {
    flags: ['--host', host],
    // Copies are those of the engine, whose own builder gives folders a time of its own.
    statesOf: async (...words) => (await imageStates(...words)).map(withoutFolderTimes),
    configurationOf: (image) => configurationOf({ ...image, Config: withoutEmptyFields(image.Config) }),
  };
}

/** An exception that is none any more has to go. */
async function confirmRefusal(t: ExecutionContext, { flags, context }: LaidOutCase): Promise<void> {
  const { exitCode } = await tryDocker('build', '--no-cache', ...flags, context);
  t.not(exitCode, 0, 'the docker build of this engine can build it');
}

/** Whether a step finds what a RUN before it has left; else both ways of building do the same. */
function sharesContainer({ dockerfile }: ParityCase): boolean {
  const { instructions } = parseDockerfile(dockerfile).tree;
  const writing = instructions.filter(({ keyword }) => writesFiles.includes(keyword));
  return writing.length > 1 && /^[^#]*\bRUN\b/im.test(dockerfile);
}

interface OurBuild extends Finished {
  readonly events: readonly SessionEvent[];
  readonly image: string;
}

/** Its checkpoints and its image go when the test ends. */
async function buildOurs(
  t: ExecutionContext,
  { context, flags }: LaidOutCase,
  policy = 'every',
): Promise<OurBuild> {
  const image = imageName(t, `ours-${String(Math.random()).slice(2, 10)}`);
  const words = ['--checkpoint', policy, '--no-cache', ...flags, '-t', image, context];
  const build = await buildEvents(words);
  t.teardown(() => removeCheckpoints(build.events));
  return { ...build, image };
}

/** A checkpoint at every step: layer by layer. */
async function compareSteps({ t, parityCase, laidOut, judge, expected }: Comparison): Promise<OurBuild> {
  const build = await buildOurs(t, laidOut);
  t.is(build.exitCode, 0, endOf(build.stderr));
  t.deepEqual(judge.configurationOf(await inspectImage(build.image)), expected.configuration);
  const states = await judge.statesOf(build.image);
  t.is(states.length, expected.states.length, 'the number of layers');
  for (const [number, state] of expected.states.entries()) {
    const actual = states[number] ?? new Map<string, string>();
    t.deepEqual(differences(state, actual, parityCase.except), [], `layer ${String(number)}`);
  }
  return build;
}

/** The steps of a stage in one container, as far as that goes: the whole. */
async function compareEnd({ t, parityCase, laidOut, judge, expected }: Comparison): Promise<void> {
  const build = await buildOurs(t, laidOut, 'auto');
  t.is(build.exitCode, 0, endOf(build.stderr));
  t.deepEqual(judge.configurationOf(await inspectImage(build.image)), expected.configuration);
  const [before, after] = [expected.states, await judge.statesOf(build.image)].map((states) => states.at(-1));
  t.deepEqual(
    differences(before ?? new Map(), after ?? new Map(), parityCase.except),
    [],
    'all layers, in one container',
  );
}

/** The Dockerfile cut after each instruction of its last stage that configures, against the checkpoint there. */
async function comparePrefixes(
  { t, laidOut: { context, file, flags }, parityCase: { dockerfile }, judge }: Comparison,
  events: readonly SessionEvent[],
): Promise<void> {
  const { instructions } = parseDockerfile(dockerfile).tree;
  const last = instructions.findLastIndex(({ keyword }) => keyword === 'FROM');
  const isCut = flags.some((flag) => flag.startsWith('--target') || flag.startsWith('--label'));
  for (const { line, endLine, keyword } of isCut ? [] : instructions.slice(last + 1, -1)) {
    const image = leavesConfiguration.includes(keyword) ? undefined : checkpointOf(events, line);
    if (image === undefined) continue;
    await writeFile(file, dockerfile.split('\n').slice(0, endLine).join('\n'));
    // By a name of its own: another case may come to the same image, and remove it.
    const theirs = imageName(t, `prefix-${String(Math.random()).slice(2, 10)}`, judge.flags);
    await docker(...judge.flags, 'build', '-q', '-t', theirs, ...flags, context);
    const [before, after] = await Promise.all([inspectImage(theirs, judge.flags), inspectImage(image)]);
    // A checkpoint carries no triggers: they would fire in a Dockerfile resumed from it.
    const expected = judge.configurationOf({ ...before, Config: { ...before.Config, OnBuild: null } });
    t.deepEqual(judge.configurationOf(after).Config, expected.Config, `after line ${String(line)}`);
  }
  await writeFile(file, dockerfile);
}

/** Of the last step that begins on the line. */
function checkpointOf(events: readonly SessionEvent[], line: number): string | undefined {
  const step = events.findLast((event) => event.type === 'step/started' && event.line === line);
  const taken = events.find(
    (event) => event.type === 'checkpoint/taken' && step?.type === 'step/started' && event.step === step.step,
  );
  return taken?.type === 'checkpoint/taken' ? taken.image : undefined;
}

async function removeCheckpoints(events: readonly SessionEvent[]): Promise<void> {
  for (const event of events) if (event.type === 'checkpoint/taken') await removeImage(event.image);
}
