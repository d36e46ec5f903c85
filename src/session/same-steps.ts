// Which steps of one plan make the same state as which of another: what of a session outlasts an edit of its file.
import type { Plan, PlannedStage, Step } from '../plan/plan.js';
import type { Action } from '../plan/action.js';
import { argumentsOf, environmentOf } from '../plan/state/scope.js';

export interface KeyedPlan {
  readonly plan: Plan;
  /** Step keys; see `stepKeys`. */
  readonly keys: readonly (string | undefined)[];
}

/** For each step of `after` that of `before`, or null. None of them stands for two: stages that begin alike have the same keys. */
export function sameSteps(before: KeyedPlan, after: KeyedPlan): readonly (number | null)[] {
  const pairs = pairStages(before, after);
  return after.plan.stages.flatMap((stage) => {
    const old = pairs.get(stage);
    return old === undefined ? stepsOf(after, stage).map(() => null) : matchStage(before, after, old, stage);
  });
}

const stepsOf = ({ plan }: KeyedPlan, { firstStep, endStep }: PlannedStage): readonly Step[] =>
  plan.steps.slice(firstStep, endStep);

interface StagePair {
  readonly stage: PlannedStage;
  readonly old: PlannedStage;
  /** Steps that both have. */
  readonly common: number;
}

/** Those that have most in common first; of several, those with the same name. */
function pairStages(before: KeyedPlan, after: KeyedPlan): ReadonlyMap<PlannedStage, PlannedStage> {
  const candidates = after.plan.stages
    .flatMap((stage) => before.plan.stages.map((old) => pairOf(before, after, old, stage)))
    .filter(({ common }) => common > 0)
    .sort((a, b) => b.common - a.common || Number(hasOneName(b)) - Number(hasOneName(a)));
  const pairs = new Map<PlannedStage, PlannedStage>();
  const taken = new Set<PlannedStage>();
  for (const { stage, old } of candidates) {
    if (pairs.has(stage) || taken.has(old)) continue;
    pairs.set(stage, old);
    taken.add(old);
  }
  return pairs;
}

const hasOneName = ({ stage, old }: StagePair): boolean => stage.name === old.name;

function pairOf(before: KeyedPlan, after: KeyedPlan, old: PlannedStage, stage: PlannedStage): StagePair {
  const known = new Set(stepsOf(before, old).map(({ id }) => before.keys[id]));
  const common = stepsOf(after, stage).filter(({ id }) => {
    const key = after.keys[id];
    return key !== undefined && known.has(key);
  }).length;
  return { stage, old, common };
}

function matchStage(
  before: KeyedPlan,
  after: KeyedPlan,
  old: PlannedStage,
  stage: PlannedStage,
): (number | null)[] {
  const byKey = new Map(stepsOf(before, old).map(({ id }) => [before.keys[id], id]));
  const matched: (number | null)[] = [];
  for (const step of stepsOf(after, stage)) {
    const key = after.keys[step.id];
    const same =
      key === undefined ? keylessTwin(before, step, matched.at(-1), old) : (byKey.get(key) ?? null);
    matched.push(same);
  }
  return matched;
}

/** Without a key, as a source is missing: the same instruction on the same state, of which as little is known. */
function keylessTwin(
  { plan, keys }: KeyedPlan,
  { action }: Step,
  previous: number | null | undefined,
  old: PlannedStage,
): number | null {
  if (previous === null || previous === undefined) return null;
  const twin = plan.steps[previous + 1];
  if (twin === undefined || twin.id >= old.endStep || keys[twin.id] !== undefined) return null;
  return textOf(twin.action) === textOf(action) ? twin.id : null;
}

function textOf(action: Action): string {
  if (action.type !== 'run') return JSON.stringify(action);
  const { scope, ...rest } = action;
  return JSON.stringify([rest, environmentOf(scope), argumentsOf(scope)]);
}
