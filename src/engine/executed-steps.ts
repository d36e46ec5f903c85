import { downFrom, stageOf } from '../plan/find-stage.js';
import type { Step } from '../plan/plan.js';
import type { SessionState } from '../session/state.js';

/** Those after step `after` up to `last` and with it, without what was skipped: what the state between is made of. */
export const executedSteps = ({ plan, steps }: SessionState, after: number, last: number): readonly Step[] =>
  plan.steps.slice(after + 1, last + 1).filter(({ id }) => steps[id]?.status !== 'skipped');

/** All that the state after step `last` is made of, those of the stages below its own included. */
export const stepsBehind = (state: SessionState, last: number): readonly Step[] =>
  [...downFrom(state.plan, stageOf(state.plan, { id: last }))]
    .reverse()
    .flatMap(({ firstStep, endStep }) => executedSteps(state, firstStep, Math.min(last, endStep - 1)));
