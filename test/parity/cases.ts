// Each case of fixtures/parity, built by `docker build` and by refrom. With a checkpoint at every step the files of each
// layer are compared, and the configuration after each instruction; as refrom builds by default, where steps share a
// container, what the image holds in the end. REFROM_CASES=word takes those whose name has the word in it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import limit from 'p-limit';
import type { SessionEvent } from '../../src/session/events.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { projectFolder } from '../helpers/corpus.js';
import { differences, type ExportedTree } from '../helpers/exported-tree.js';
import { configurationOf } from '../helpers/image-configuration.js';
import { imageStates } from '../helpers/image-states.js';
import { layOutCase, readParityCase, type LaidOutCase, type ParityCase } from '../helpers/parity-case.js';
import {
  buildEvents,
  docker,
  endOf,
  imageName,
  inspectImage,
  removeCaches,
  tryDocker,
  type Finished,
} from '../helpers/refrom.js';

/** As the instructions around them show well enough. */
const leavesConfiguration: readonly string[] = ['RUN', 'COPY', 'ADD'];
const writesFiles: readonly string[] = ['RUN', 'COPY', 'ADD', 'WORKDIR', 'ONBUILD'];
const fixtures = join(projectFolder, 'fixtures/parity');
const wanted = process.env.REFROM_CASES ?? '';
/** Tests of a file begin all at once. */
const takeTurn = limit(3);

for (const name of readdirSync(fixtures).filter((each) => each.endsWith('.txt') && each.includes(wanted))) {
  const parityCase = readParityCase(readFileSync(join(fixtures, name), 'utf8'));
  const isPossible = parityCase.needs === undefined || runs(parityCase.needs);
  (isPossible ? test : test.skip)(`${name.replace(/\.txt$/, '')}: ${parityCase.title}`, async (t) => {
    t.timeout(600_000);
    await takeTurn(() => compare(t, parityCase));
  });
}

/** Not so where the engine's machine has no emulator for it. Tests cannot wait before they are there. */
function runs(image: string): boolean {
  return spawnSync('docker', ['run', '--rm', image, 'true'], { stdio: 'ignore' }).status === 0;
}

async function compare(t: ExecutionContext, parityCase: ParityCase): Promise<void> {
  const laidOut = await layOutCase(t, parityCase);
  t.teardown(() => removeCaches(parityCase.dockerfile));
  const theirs = imageName(t, `theirs-${String(Math.random()).slice(2, 10)}`);
  const expected = await tryDocker('build', '--no-cache', ...laidOut.flags, '-t', theirs, laidOut.context);
  if (parityCase.refused !== undefined) {
    const actual = await buildOurs(t, laidOut);
    t.not(expected.exitCode, 0, 'docker build accepts it');
    t.not(actual.exitCode, 0, 'refrom accepts it');
    t.regex(actual.stderr, parityCase.refused);
    return;
  }
  t.is(expected.exitCode, 0, endOf(expected.stderr));
  const image = {
    states: await imageStates(theirs),
    configuration: configurationOf(await inspectImage(theirs)),
  };
  const { events } = await compareSteps(t, image, laidOut, parityCase);
  await comparePrefixes(t, events, laidOut, parityCase);
  if (sharesContainer(parityCase)) await compareEnd(t, image, laidOut, parityCase);
}

/** Whether a step finds what a RUN before it has left; else both ways of building do the same. */
function sharesContainer({ dockerfile }: ParityCase): boolean {
  const { instructions } = parseDockerfile(dockerfile).tree;
  const writing = instructions.filter(({ keyword }) => writesFiles.includes(keyword));
  return writing.length > 1 && /^[^#]*\bRUN\b/im.test(dockerfile);
}

interface ExpectedImage {
  readonly states: readonly ExportedTree[];
  readonly configuration: Record<string, unknown>;
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
async function compareSteps(
  t: ExecutionContext,
  expected: ExpectedImage,
  laidOut: LaidOutCase,
  { except }: ParityCase,
): Promise<OurBuild> {
  const build = await buildOurs(t, laidOut);
  t.is(build.exitCode, 0, endOf(build.stderr));
  t.deepEqual(configurationOf(await inspectImage(build.image)), expected.configuration);
  const states = await imageStates(build.image);
  t.is(states.length, expected.states.length, 'the number of layers');
  for (const [number, state] of expected.states.entries())
    t.deepEqual(differences(state, states[number] ?? new Map(), except), [], `layer ${String(number)}`);
  return build;
}

/** The steps of a stage in one container, as far as that goes: the whole. */
async function compareEnd(
  t: ExecutionContext,
  expected: ExpectedImage,
  laidOut: LaidOutCase,
  { except }: ParityCase,
): Promise<void> {
  const build = await buildOurs(t, laidOut, 'auto');
  t.is(build.exitCode, 0, endOf(build.stderr));
  t.deepEqual(configurationOf(await inspectImage(build.image)), expected.configuration);
  const [before, after] = [expected.states, await imageStates(build.image)].map((states) => states.at(-1));
  t.deepEqual(
    differences(before ?? new Map(), after ?? new Map(), except),
    [],
    'all layers, in one container',
  );
}

/** The Dockerfile cut after each instruction of its last stage that configures, against the checkpoint there. */
async function comparePrefixes(
  t: ExecutionContext,
  events: readonly SessionEvent[],
  { context, file, flags }: LaidOutCase,
  { dockerfile }: ParityCase,
): Promise<void> {
  const { instructions } = parseDockerfile(dockerfile).tree;
  const last = instructions.findLastIndex(({ keyword }) => keyword === 'FROM');
  const isCut = flags.some((flag) => flag.startsWith('--target') || flag.startsWith('--label'));
  for (const { line, endLine, keyword } of isCut ? [] : instructions.slice(last + 1, -1)) {
    const image = leavesConfiguration.includes(keyword) ? undefined : checkpointOf(events, line);
    if (image === undefined) continue;
    await writeFile(file, dockerfile.split('\n').slice(0, endLine).join('\n'));
    // By a name of its own: another case may come to the same image, and remove it.
    const theirs = imageName(t, `prefix-${String(Math.random()).slice(2, 10)}`);
    await docker('build', '-q', '-t', theirs, ...flags, context);
    const [expected, actual] = await Promise.all([inspectImage(theirs), inspectImage(image)]);
    // A checkpoint carries no triggers: they would fire in a Dockerfile resumed from it.
    t.deepEqual(actual.Config, { ...expected.Config, OnBuild: null }, `after line ${String(line)}`);
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
  const tags = events.flatMap((event) => (event.type === 'checkpoint/taken' ? [event.image] : []));
  if (tags.length > 0) await tryDocker('rmi', ...tags);
}
