import { UsageError } from '../messages/errors.js';
import type { Plan, Step } from '../plan/plan.js';
import type { RetryRule } from '../session/state.js';
import type { BuildFlags } from './build-flags.js';

/** `isRisky` tells whether a script touches the network; nothing is asked where nothing is to be tried again. */
export async function readRetries(
  { retry, retryWait }: Pick<BuildFlags, 'retry' | 'retryWait'>,
  { steps }: Plan,
  isRisky: (script: string) => Promise<boolean>,
): Promise<RetryRule> {
  const times = Number(retry);
  if (!/^\d+$/.test(retry)) throw new UsageError(`--retry ${retry}: expected a number of times`);
  const seconds = Number(retryWait);
  if (retryWait.trim() === '' || !Number.isFinite(seconds) || seconds < 0)
    throw new UsageError(`--retry-wait ${retryWait}: expected a number of seconds`);
  const touching: number[] = [];
  for (const step of times > 0 ? steps : []) if (await touchesNetwork(step, isRisky)) touching.push(step.id);
  return { times, waitMilliseconds: seconds * 1000, steps: touching };
}

async function touchesNetwork(
  { action }: Step,
  isRisky: (script: string) => Promise<boolean>,
): Promise<boolean> {
  if (action.type === 'copy') return (action.remotes ?? []).length > 0;
  return action.type === 'run' && isRisky(action.script ?? action.command.join(' '));
}
