// Each case of fixtures/parity, built by `docker build` and by refrom and compared after every instruction: the files
// of each layer, and the configuration of each prefix. REFROM_CASES=word takes those whose name has the word in it.
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { SessionEvent } from '../../src/session/events.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { projectFolder } from '../helpers/corpus.js';
import { differences } from '../helpers/exported-tree.js';
import { imageStates } from '../helpers/image-states.js';
import { layOutCase, readParityCase, type ParityCase } from '../helpers/parity-case.js';
import { buildEvents, docker, endOf, imageName, inspectImage, tryDocker } from '../helpers/refrom.js';

const fixtures = join(projectFolder, 'fixtures/parity');
const wanted = process.env.REFROM_CASES ?? '';

for (const name of readdirSync(fixtures).filter((each) => each.endsWith('.txt') && each.includes(wanted))) {
  const parityCase = readParityCase(readFileSync(join(fixtures, name), 'utf8'));
  test(`${name.replace(/\.txt$/, '')}: ${parityCase.title}`, async (t) => {
    t.timeout(300_000);
    await compare(t, parityCase);
  });
}

async function compare(t: ExecutionContext, parityCase: ParityCase): Promise<void> {
  const { context, file } = await layOutCase(t, parityCase);
  const number = String(Math.random()).slice(2, 10);
  const [theirs, ours] = [imageName(t, `theirs-${number}`), imageName(t, `ours-${number}`)];
  const flags = [...parityCase.flags, '-f', file];
  const expected = await tryDocker('build', '--no-cache', ...flags, '-t', theirs, context);
  const actual = await buildEvents(['--checkpoint', 'every', '--no-cache', ...flags, '-t', ours, context]);
  t.teardown(() => removeCheckpoints(actual.events));
  if (parityCase.refused !== undefined) {
    t.not(expected.exitCode, 0, 'docker build accepts it');
    t.not(actual.exitCode, 0, 'refrom accepts it');
    t.regex(actual.stderr, parityCase.refused);
    return;
  }
  t.is(expected.exitCode, 0, endOf(expected.stderr));
  t.is(actual.exitCode, 0, endOf(actual.stderr));
  await compareFiles(t, { theirs, ours }, parityCase.except);
  const [final, own] = await Promise.all([inspectImage(theirs), inspectImage(ours)]);
  t.deepEqual(own.Config, final.Config);
  t.is(own.Author, final.Author);
  await comparePrefixes(t, {
    events: actual.events,
    flags,
    file,
    context,
    dockerfile: parityCase.dockerfile,
  });
}

async function compareFiles(
  t: ExecutionContext,
  { theirs, ours }: { theirs: string; ours: string },
  except: RegExp | undefined,
): Promise<void> {
  const [expected, actual] = await Promise.all([imageStates(theirs), imageStates(ours)]);
  t.is(actual.length, expected.length, 'the number of layers');
  for (const [number, state] of expected.entries())
    t.deepEqual(differences(state, actual[number] ?? new Map(), except), [], `layer ${String(number)}`);
}

interface Prefixes {
  readonly events: readonly SessionEvent[];
  readonly flags: readonly string[];
  readonly file: string;
  readonly context: string;
  readonly dockerfile: string;
}

/** The Dockerfile cut after each instruction of its last stage, against the checkpoint there. */
async function comparePrefixes(
  t: ExecutionContext,
  { events, flags, file, context, dockerfile }: Prefixes,
): Promise<void> {
  const { instructions } = parseDockerfile(dockerfile).tree;
  const last = instructions.findLastIndex(({ keyword }) => keyword === 'FROM');
  const isCut = flags.some((flag) => flag.startsWith('--target') || flag.startsWith('--label'));
  for (const { line, endLine } of isCut ? [] : instructions.slice(last + 1, -1)) {
    const image = checkpointOf(events, line);
    if (image === undefined) continue;
    await writeFile(file, dockerfile.split('\n').slice(0, endLine).join('\n'));
    const id = (await docker('build', '-q', ...flags, context)).trim();
    const [expected, actual] = await Promise.all([inspectImage(id), inspectImage(image)]);
    // A checkpoint carries no triggers: they would fire in a Dockerfile resumed from it.
    t.deepEqual(actual.Config, { ...expected.Config, OnBuild: null }, `after line ${String(line)}`);
    await tryDocker('rmi', id);
  }
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
