// Which step of an earlier run each step of this one is.
import { diffArrays } from 'diff';
import type { RunRecord, StepRecord } from './run-record.js';

export interface StepMatch {
  readonly step: StepRecord;
  /** Where it stands in the earlier record. */
  readonly at: number;
  /** It stood elsewhere among its neighbours. */
  readonly moved: boolean;
}

/**
 * One for each step of `after`; undefined where the earlier run had none like it. Stages are the same by name, else by
 * number. In each, what has the same text in the same order is the same; of the rest, first what has the same text
 * elsewhere, then what stands in the same place and has the same keyword.
 */
export function matchSteps(before: RunRecord, after: RunRecord): readonly (StepMatch | undefined)[] {
  const matches: (StepMatch | undefined)[] = after.steps.map(() => undefined);
  for (const stage of after.stages) {
    const earlier =
      before.stages.find(({ name }) => name === stage.name) ??
      before.stages.find(({ index, name }) => index === stage.index && name === String(index));
    if (earlier === undefined) continue;
    matchStage(stepsOf(before, earlier.index), stepsOf(after, stage.index), matches);
  }
  return matches;
}

interface Placed {
  readonly step: StepRecord;
  readonly at: number;
}

const stepsOf = ({ steps }: RunRecord, stage: number): readonly Placed[] =>
  steps.map((step, at) => ({ step, at })).filter(({ step }) => step.stage === stage);

function matchStage(
  before: readonly Placed[],
  after: readonly Placed[],
  matches: (StepMatch | undefined)[],
): void {
  const blocks = pairInOrder(before, after, matches);
  const gone = new Set(blocks.flatMap((block) => block.before));
  const pair = (from: Placed, to: Placed, moved: boolean): void => {
    gone.delete(from);
    matches[to.at] = { ...from, moved };
  };
  for (const to of blocks.flatMap((block) => block.after)) {
    const from = [...gone].find(({ step }) => step.text === to.step.text);
    if (from !== undefined) pair(from, to, true);
  }
  for (const block of blocks) {
    for (const to of block.after.filter(({ at }) => matches[at] === undefined)) {
      const from = block.before.find((each) => gone.has(each) && keywordOf(each.step) === keywordOf(to.step));
      if (from !== undefined) pair(from, to, false);
    }
  }
}

interface Block {
  readonly before: readonly Placed[];
  readonly after: readonly Placed[];
}

/** Pairs what is equal, and gives what stands between: removed and added. */
function pairInOrder(
  before: readonly Placed[],
  after: readonly Placed[],
  matches: (StepMatch | undefined)[],
): readonly Block[] {
  const blocks: Block[] = [];
  let removed: readonly Placed[] = [];
  let one = 0;
  let other = 0;
  for (const change of diffArrays(textsOf(before), textsOf(after))) {
    const { length } = change.value;
    if (change.removed) {
      removed = before.slice(one, (one += length));
      blocks.push({ before: removed, after: [] });
    } else if (change.added) {
      const added = after.slice(other, (other += length));
      // What replaces a block stands right behind it.
      if (removed.length > 0) blocks.pop();
      blocks.push({ before: removed, after: added });
      removed = [];
    } else {
      for (let n = 0; n < length; n += 1) {
        const [from, to] = [before[one + n], after[other + n]];
        if (from !== undefined && to !== undefined) matches[to.at] = { ...from, moved: false };
      }
      one += length;
      other += length;
      removed = [];
    }
  }
  return blocks;
}

const textsOf = (steps: readonly Placed[]): string[] => steps.map(({ step }) => step.text);

const keywordOf = ({ text }: StepRecord): string | undefined => /^\S+/.exec(text)?.[0].toUpperCase();
