// What `print` tells, and where a session stands: facts for programs.
import { runAt } from '../../plan/run-at.js';
import { configOf } from '../../plan/state/configuration.js';
import { environmentOf } from '../../plan/state/scope.js';
import type { SessionState } from '../../session/state.js';
import type { Printable } from './script.js';

export type Facts = Readonly<Record<string, unknown>>;

/** The state has a container: see `hasContainer`. `given` are the values of `--build-arg`. */
export function printState(
  what: Printable,
  state: SessionState,
  given: Readonly<Record<string, string>>,
): Facts {
  const { plan, position, breakpoints, handmadeFrom, failure } = state;
  switch (what) {
    case 'env': {
      const run = runAt(plan, position, { form: 'exec', arguments: [] }, given);
      return { environment: [...environmentOf(run.scope), ...run.proxies] };
    }
    case 'config': {
      const before = plan.steps[position - 1];
      return { config: before && configOf(before.after) };
    }
    case 'state':
      return {
        ...describePlace(state),
        breakpoints,
        handmade: handmadeFrom !== undefined,
        ...(failure === undefined ? {} : { failure }),
      };
  }
}

/** `before` is the step that comes next, or that failed; null after the last. */
export function describePlace({ plan, position, status }: SessionState): Facts {
  const step = plan.steps[position];
  if (step === undefined) return { status, before: null };
  const stage = plan.stages.find(({ index }) => index === step.stage)?.name;
  return { status, before: { step: step.id, stage, line: step.line, text: step.text } };
}
