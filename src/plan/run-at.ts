import { BugError } from '../messages/errors.js';
import type { CommandForm } from '../syntax/tree.js';
import type { RunAction } from './action.js';
import { commandVector } from './lower/command.js';
import type { Plan } from './plan.js';
import { runSettings } from './run-settings.js';

/**
 * What a RUN of this command would be in the place of the step, or right before it where that is none. The step is no
 * FROM, or the number of steps for the end; `given` are the values of `--build-arg`.
 */
export function runAt(
  { steps }: Plan,
  id: number,
  command: CommandForm,
  given: Readonly<Record<string, string>>,
): RunAction {
  const before = steps[id - 1]?.after;
  if (before === undefined) throw new BugError('before the first FROM there is no state');
  const words = commandVector(command, before);
  const own = steps[id]?.action;
  if (own?.type === 'run') {
    const { file, script, ...settings } = own;
    return { ...settings, command: words };
  }
  const settings = runSettings(before, given);
  return { type: 'run', command: words, mounts: [], network: 'default', security: 'sandbox', ...settings };
}
