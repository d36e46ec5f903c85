// The answers to what the interface asks of the files of states.
import { compareFiles, type FileChange } from '../../checkpoints/diff/compare-files.js';
import type { ImageStore, StoredImage } from '../../engine/ports.js';
import type { StateMaker } from '../../engine/find-step-states.js';
import type { FileEntry } from '../../engine/file-entry.js';
import type { RunningSession } from '../../engine/run-session.js';
import type { FileAnswers, FileQuestion, StatePath, StepChanges, StepWaste } from '../../tui/step-files.js';
import { growTree } from '../../tui/file-tree.js';
import { compareCheckpoints } from './compare-checkpoints.js';
import { describeContent, readText, shownBytes } from './describe-content.js';
import { describeDifference } from './describe-difference.js';
import type { StateReader } from './open-state-reader.js';
import { createShortMemory } from './short-memory.js';

export interface FileSources {
  readonly session: Pick<RunningSession, 'getState' | 'findStates' | 'findBase' | 'findLayers'>;
  readonly reader: StateReader;
  readonly images: Pick<ImageStore, 'measureLayers' | 'find'>;
}

export type AnswerQuestion = (
  question: FileQuestion,
  signal: AbortSignal,
) => Promise<FileAnswers[keyof FileAnswers]>;

export function createAnswers(sources: FileSources): AnswerQuestion {
  const comparisons = createShortMemory<readonly FileChange[]>(keptComparisons);
  const compare = async (before: StoredImage, after: StoredImage, signal: AbortSignal) => {
    // The same layers give the same files.
    if (before.layers.join() === after.layers.join()) return [];
    const key = `${before.id} ${after.id}`;
    const known = comparisons.get(key);
    if (known !== undefined) return known;
    const former = await sources.reader.readFacts(before, signal);
    return comparisons.put(key, compareFiles(former, await sources.reader.readFacts(after, signal)));
  };
  const findChanges = async (step: number, signal: AbortSignal): Promise<StepChanges> => {
    const states = await sources.session.findStates(step, signal);
    if (states.type === 'none') return { tree: growTree([]), notes: [states.reason] };
    const files = await compare(states.before, states.after, signal);
    return { tree: growTree(files), notes: tellSteps(sources, states, files.length) };
  };
  return (question, signal) => {
    switch (question.type) {
      case 'changes':
        return findChanges(question.step, signal);
      case 'text':
        return readContent(sources, question, signal);
      case 'difference':
        return findDifference(sources, question, signal);
      case 'checkpoints':
        return compareCheckpoints(sources, question, signal);
      case 'waste':
        return measureWaste(sources, signal);
    }
  };
}

const keptComparisons = 6;

/** Whose changes they are, where not those of the step alone. */
function tellSteps(
  { session }: FileSources,
  { steps, madeBy }: { readonly steps: readonly number[]; readonly madeBy: StateMaker },
  count: number,
): readonly string[] {
  const mostOfOne = madeBy === 'hand' ? 0 : 1;
  if (steps.length <= mostOfOne) return count === 0 ? [madeNothing[madeBy]] : [];
  const lines = steps.map((id) => String(session.getState().plan.steps[id]?.line ?? ''));
  const all = formatList(madeBy === 'hand' ? [...lines, 'what was tried'] : lines);
  const why = madeBy === 'step' ? 'they share a layer' : 'no state between them is kept';
  return [
    `what ${lines.length > 1 ? 'lines' : 'line'} ${all} changed together: ${why}`,
    ...(count === 0 ? ['they changed no file'] : []),
  ];
}

const madeNothing: Readonly<Record<StateMaker, string>> = {
  step: 'it changed no file',
  failure: 'it left no change of a file',
  hand: 'what was tried changed no file',
};

const formatList = (items: readonly string[]): string =>
  `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;

/** After the step; before it where the step deleted the file. */
export async function readPlace<Result>(
  { session, reader }: Pick<FileSources, 'session' | 'reader'>,
  { step, path }: StatePath,
  use: (file: FileEntry) => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const states = await session.findStates(step, signal);
  if (states.type === 'none') throw new Error(states.reason);
  const { before, after } = states;
  const found =
    (await reader.readFile({ image: after, path }, use, signal)) ??
    (await reader.readFile({ image: before, path }, use, signal));
  if (found === undefined) throw new Error(`${path} is no file here`);
  return found;
}

const readContent = (
  sources: FileSources,
  place: StatePath,
  signal: AbortSignal,
): Promise<FileAnswers['text']> =>
  readPlace(sources, place, async (file) => describeContent(await readBeginning(file), file.size), signal);

async function findDifference(
  { session, reader }: FileSources,
  { step, path }: StatePath,
  signal: AbortSignal,
): Promise<FileAnswers['difference']> {
  const states = await session.findStates(step, signal);
  if (states.type === 'none') return { lines: [], notes: [states.reason] };
  const read = async (image: StoredImage): Promise<string | undefined> => {
    const content = await reader.readFile({ image, path }, readWhole, signal);
    return content === undefined ? '' : content.text;
  };
  return describeDifference({ before: await read(states.before), after: await read(states.after) });
}

async function readWhole(file: FileEntry): Promise<{ readonly text: string | undefined }> {
  if (file.size > shownBytes) return { text: undefined };
  return { text: readText(await readBeginning(file), false) };
}

async function readBeginning(file: FileEntry): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of file.read()) {
    // The piece is a part of a chunk, which would be held with it.
    pieces.push(Uint8Array.from(piece));
    length += piece.length;
    if (length >= shownBytes) break;
  }
  return Buffer.concat(pieces).subarray(0, shownBytes);
}

async function measureWaste(
  { session, images }: FileSources,
  signal: AbortSignal,
): Promise<readonly StepWaste[]> {
  const found: StepWaste[] = [];
  for (const { image, parts } of await session.findLayers(signal)) {
    if (image.layers.length === 0) continue;
    const firsts = parts.map(({ from }) => from);
    const uses = await images.measureLayers(image.id, firsts, signal);
    found.push(...parts.flatMap(({ step }, at) => (uses[at] === undefined ? [] : [{ step, ...uses[at] }])));
  }
  return found;
}
