// The Dockerfile of a parity case cut after each of its instructions, against the checkpoint that refrom has there.
import { readFile, writeFile } from 'node:fs/promises';
import type { ExecutionContext } from 'ava';
import type { SessionEvent } from '../../src/session/events.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { inspectImage } from './engine-images.js';
import type { LaidOutCase } from './parity-case.js';
import type { UnequalPart } from './parity-exceptions.js';
import { compareImages, leaveOut, type ComparedImage, type Judge } from './parity-judge.js';
import { docker, imageName } from './refrom.js';

export interface PrefixComparison {
  readonly t: ExecutionContext;
  readonly laidOut: LaidOutCase;
  readonly judge: Judge;
  readonly unequal: readonly UnequalPart[];
  readonly except: RegExp | undefined;
}

/** By all that it depends on: most cases begin alike. */
const knownConfigurations = new Map<string, Promise<ComparedImage['configuration']>>();

/** BuildKit leaves the configuration as it is. */
const leavesConfiguration: readonly string[] = ['RUN', 'COPY', 'ADD'];

/**
 * After each instruction the configuration; at the end of each stage but the last, which the whole case is compared by,
 * the layers and the history too.
 */
export async function comparePrefixes(
  comparison: PrefixComparison,
  events: readonly SessionEvent[],
): Promise<void> {
  const { t, laidOut, unequal } = comparison;
  // What they say holds for the last instruction.
  if (laidOut.flags.some((flag) => /^--(?:target|label)/.test(flag))) return;
  const dockerfile = await readFile(laidOut.file, 'utf8');
  const { instructions } = parseDockerfile(dockerfile).tree;
  let expected: ComparedImage['configuration'] | undefined;
  for (const [number, { keyword, line, endLine }] of instructions.entries()) {
    const next = instructions[number + 1];
    const image = checkpointOf(events, line);
    if (keyword === 'FROM') expected = undefined;
    if (next === undefined || image === undefined) continue;
    const title = `after line ${String(line)}`;
    const prefix = dockerfile.split('\n').slice(0, endLine).join('\n');
    await writeFile(laidOut.file, prefix);
    if (next.keyword === 'FROM') {
      if (!unequal.some(({ part }) => part === 'stages')) await compareStage(comparison, image, title);
    } else {
      if (expected === undefined || !leavesConfiguration.includes(keyword))
        expected = await configurationAfter(comparison, prefix);
      t.deepEqual(await inspectAs(comparison)(image, []), expected, title);
    }
  }
  await writeFile(laidOut.file, dockerfile);
}

async function compareStage(comparison: PrefixComparison, image: string, title: string): Promise<void> {
  const { t, judge, unequal, except } = comparison;
  const [expected, actual] = [await buildPrefix(comparison, judge.read), await judge.read(image)].map(
    (each) => withoutMarks(leaveOut(each, unequal)),
  );
  t.deepEqual(expected && actual && compareImages(expected, actual, except), [], title);
}

function configurationAfter(
  comparison: PrefixComparison,
  prefix: string,
): Promise<ComparedImage['configuration']> {
  const { laidOut, judge, unequal } = comparison;
  const flags = laidOut.flags.filter((flag) => flag !== laidOut.file);
  const key = JSON.stringify([prefix, flags, judge.flags, unequal.map(({ part }) => String(part))]);
  const known = knownConfigurations.get(key) ?? buildPrefix(comparison, inspectAs(comparison));
  knownConfigurations.set(key, known);
  return known;
}

/** By a name of its own: another case may come to the same image, and remove it. */
async function buildPrefix<Seen>(
  { t, laidOut: { context, flags }, judge }: PrefixComparison,
  look: (image: string, flags: readonly string[]) => Promise<Seen>,
): Promise<Seen> {
  const name = imageName(t, `prefix-${String(Math.random()).slice(2, 10)}`, judge.flags);
  await docker(...judge.flags, 'build', '-q', '-t', name, ...flags, context);
  return look(name, judge.flags);
}

/** A checkpoint carries no triggers: they would fire in a Dockerfile resumed from it. */
const inspectAs =
  ({ judge, unequal }: PrefixComparison) =>
  async (image: string, flags: readonly string[]): Promise<ComparedImage['configuration']> => {
    const inspected = await inspectImage(image, flags);
    const Config = { ...inspected.Config, OnBuild: null };
    const configuration = judge.configurationOf({ ...inspected, Config });
    return leaveOut({ states: [], history: [], configuration }, unequal).configuration;
  };

function withoutMarks({ configuration, history, ...image }: ComparedImage): ComparedImage {
  const { OnBuild, ...Config } = configuration.Config as Record<string, unknown>;
  return {
    ...image,
    configuration: { ...configuration, Config },
    history: history.filter((entry) => !entry.endsWith('| refrom checkpoint')),
  };
}

/** Of the last step that begins on the line. */
function checkpointOf(events: readonly SessionEvent[], line: number): string | undefined {
  const step = events.findLast((event) => event.type === 'step/started' && event.line === line);
  const taken = events.find(
    (event) => event.type === 'checkpoint/taken' && step?.type === 'step/started' && event.step === step.step,
  );
  return taken?.type === 'checkpoint/taken' ? taken.image : undefined;
}
