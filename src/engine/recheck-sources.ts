// Keys are made of the files that are there when the plan is made, and a step reads them when it comes to it.
import { stepsStandingOn } from '../checkpoints/steps-standing-on.js';
import { originsOf } from '../plan/action.js';
import type { Step } from '../plan/plan.js';
import type { Workbench } from './workbench.js';

/** True where what the step reads of the contexts is no more what its key is made of. */
export type HaveSourcesChanged = (step: number, signal: AbortSignal) => Promise<boolean>;

/**
 * After the step has read them. What changed may have changed while they were read, so that nothing names what it made:
 * no later run takes it for what one of the two gives, nor what stands on it.
 */
export async function recheckSources(workbench: Workbench, step: Step, signal: AbortSignal): Promise<void> {
  const { ports, keys, state, emit } = workbench;
  if (!readsContext(step) || keys[step.id] === undefined) return;
  if ((await ports.haveSourcesChanged?.(step.id, signal)) !== true) return;
  const unknown = stepsStandingOn(state().plan, step.id);
  const without = (known: Workbench['keys']): Workbench['keys'] =>
    known.map((key, id) => (unknown.has(id) ? undefined : key));
  const { keysBefore } = workbench.settings;
  workbench.keys = without(keys);
  if (keysBefore !== undefined)
    workbench.settings = { ...workbench.settings, keysBefore: (kept) => without(keysBefore(kept)) };
  const message = `${step.keyword} on line ${String(step.line)} read files that have changed since they were first looked at: what it made, and what stands on it, is not reused later`;
  emit({ type: 'problem/reported', message, time: ports.clock.now() });
}

const readsContext = ({ action }: Step): boolean =>
  action.type === 'from'
    ? action.base.type === 'folder'
    : originsOf(action).some(({ type }) => type === 'context');
