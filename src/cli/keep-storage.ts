// After a session: the budget of --keep-storage, and what is to be said of it.
import { keepBudget } from '../checkpoints/keep-budget.js';
import { count, plainBytes } from '../report/checkpoints-text.js';
import type { SessionState } from '../session/state.js';
import type { BuildFlags } from './build-flags.js';
import type { Project } from './open-project.js';
import { readBudget } from './storage-budget.js';

/** The states of the session itself stay. */
export async function keepStorage(
  { engine }: Pick<Project, 'engine'>,
  flags: Pick<BuildFlags, 'keepStorage'>,
  { checkpoints }: Pick<SessionState, 'checkpoints'>,
): Promise<readonly string[]> {
  const limit = await readBudget(flags.keepStorage, engine);
  const { evicted, bytes } = await keepBudget(engine.images, limit, Object.values(checkpoints));
  const budget = `${plainBytes(limit)} (--keep-storage)`;
  return [
    ...(evicted.length === 0
      ? []
      : [`removed ${count(evicted.length, 'older checkpoint')}, to stay within ${budget}`]),
    ...(bytes <= limit
      ? []
      : [
          `checkpoints hold ${plainBytes(bytes)}, more than ${budget}: this build needs them, or you gave them names`,
        ]),
  ];
}
