// Why each step runs that was done before.
import { compareInputs, type CompareListings } from './compare-inputs.js';
import { matchSteps, type StepMatch } from './match-steps.js';
import type { StepReason } from '../../session/step-reason.js';
import { stateKey, type RunRecord, type StepRecord } from './run-record.js';

export interface RunComparison {
  /** Undefined where no earlier run is known. */
  readonly before: RunRecord | undefined;
  /** This run, with `status` and `checkpoint` not yet known. */
  readonly after: RunRecord;
  readonly usesCache: boolean;
  readonly compareListings: CompareListings;
  /** True for a tag that the engine has. */
  readonly isThere: (tag: string) => boolean;
}

/**
 * For each step of this run the reasons why it cannot be taken over, the strongest first; at least one, but for a step
 * that is kept and has not changed since it was.
 */
export function explainRuns(comparison: RunComparison): readonly (readonly StepReason[])[] {
  const { before, after, usesCache } = comparison;
  if (!usesCache) return after.steps.map(() => [{ type: 'no-cache' }]);
  if (before === undefined) return after.steps.map(() => [{ type: 'first' }]);
  const matches = matchSteps(before, after);
  return after.steps.map((_, at) => explainRun(comparison, before, matches, at));
}

function explainRun(
  { after, compareListings, isThere }: RunComparison,
  before: RunRecord,
  matches: readonly (StepMatch | undefined)[],
  at: number,
): readonly StepReason[] {
  const step = after.steps[at];
  const match = matches[at];
  if (step === undefined) return [];
  if (match === undefined) return [{ type: 'new' }];
  if (step.key !== undefined && step.key === match.step.key)
    return step.keptKey === undefined ? [explainSame(match.step, isThere)] : [];
  const change = changeBefore(before, after, matches, at);
  const own = compareInputs({
    before: match.step,
    after: step,
    followsChange: change !== undefined,
    compareListings,
  });
  const moved: StepReason[] = match.moved ? [{ type: 'moved', line: match.step.line }] : [];
  const failed: StepReason[] = match.step.status === 'failed' ? [{ type: 'failed' }] : [];
  const reasons = [...moved, ...own, ...(change === undefined ? [] : [change]), ...failed];
  return reasons.length > 0 ? reasons : [explainSame(match.step, isThere)];
}

/** All that its key is made of is as it was. */
function explainSame({ status, checkpoint }: StepRecord, isThere: (tag: string) => boolean): StepReason {
  if (status !== 'done') return { type: status };
  return checkpoint === undefined || isThere(checkpoint)
    ? { type: 'not-kept' }
    : { type: 'evicted', image: checkpoint };
}

/** What another state before the step comes from; undefined if it is the same. */
function changeBefore(
  before: RunRecord,
  after: RunRecord,
  matches: readonly (StepMatch | undefined)[],
  at: number,
): StepReason | undefined {
  const parent = stageNeighbour(after, at);
  const earlier = matches[at] && stageNeighbour(before, matches[at].at);
  if (parent === undefined || earlier === undefined) return undefined;
  if (stateKey(parent.step) === stateKey(earlier.step)) return undefined;
  const root = firstChanged(after, matches, at);
  if (root !== undefined) return { type: 'follows', line: root.line };
  return { type: 'removed', text: earlier.step.text };
}

function stageNeighbour(
  { steps }: RunRecord,
  at: number,
): { readonly step: StepRecord; readonly at: number } | undefined {
  const step = steps[at - 1];
  return step !== undefined && step.stage === steps[at]?.stage ? { step, at: at - 1 } : undefined;
}

/** The first step of the stage before `at` that makes another state than the one it stands for. */
function firstChanged(
  { steps }: RunRecord,
  matches: readonly (StepMatch | undefined)[],
  at: number,
): StepRecord | undefined {
  return steps.find(
    (step, index) =>
      index < at &&
      step.stage === steps[at]?.stage &&
      (matches[index] === undefined || stateKey(matches[index].step) !== stateKey(step)),
  );
}
