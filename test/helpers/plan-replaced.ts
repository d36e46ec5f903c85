// What an edit of a Dockerfile comes to, as the engine layer tells it: no engine, and no files that steps read.
import { stepKeys } from '../../src/checkpoints/step-key.js';
import type { Plan } from '../../src/plan/plan.js';
import type { PlanReplaced } from '../../src/session/events.js';
import { sameSteps } from '../../src/session/same-steps.js';
import { planOf } from './plan-of.js';

/** The plan of `text` in the place of `before`. */
export function planReplaced(before: Plan, text: string, more: Partial<PlanReplaced> = {}): PlanReplaced {
  const plan = planOf(text);
  return {
    type: 'plan/replaced',
    plan,
    text,
    source: 'file',
    sameAs: sameSteps(keyed(before), keyed(plan)),
    checkpoints: {},
    reasons: [],
    time: '2026-01-01T00:00:00.000Z',
    ...more,
  };
}

const keyed = (plan: Plan): { plan: Plan; keys: readonly (string | undefined)[] } => ({
  plan,
  keys: stepKeys(plan, new Map()),
});
