// Step keys: same key, same result. A digest chained over everything that can change what a step makes.
import { createHash } from 'node:crypto';
import type { CopyOrigin, RunAction } from '../plan/action.js';
import type { Plan, Step } from '../plan/plan.js';

/** Bumped when the meaning of a key changes, so that old checkpoints are not taken for new ones. */
const generation = 1;

/**
 * One key for each step of the plan: SHA-256, 64 hex digits; or undefined from the first step of a stage on
 * whose inputs cannot be known (a source that is missing), as nothing can be reused there.
 * `contentDigests` holds, for each step that reads files of the context, the digest of these files.
 */
export function stepKeys(
  plan: Plan,
  contentDigests: ReadonlyMap<number, string | undefined>,
): (string | undefined)[] {
  const keys: (string | undefined)[] = [];
  const stageKeys = new Map<number, string | undefined>();
  for (const stage of plan.stages) {
    let parent: string | undefined = '';
    for (const step of plan.steps.slice(stage.firstStep, stage.endStep)) {
      const inputs: unknown =
        parent === undefined ? undefined : inputsOf(step, plan.platform, stageKeys, contentDigests);
      parent = inputs === undefined ? undefined : digestOf([generation, parent, inputs]);
      keys.push(parent);
    }
    stageKeys.set(stage.index, parent);
  }
  return keys;
}

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Undefined where they cannot be known. */
function inputsOf(
  step: Step,
  platform: string,
  stageKeys: ReadonlyMap<number, string | undefined>,
  contentDigests: ReadonlyMap<number, string | undefined>,
): unknown {
  const { action } = step;
  const { config, author } = step.after;
  const keyOf = (from: CopyOrigin): string | undefined => {
    if (from.type === 'context') return contentDigests.get(step.id);
    return from.type === 'stage' ? stageKeys.get(from.index) : from.id;
  };
  switch (action.type) {
    case 'from': {
      if (action.base.type !== 'stage')
        return [action.base.type === 'image' ? action.base.id : 'scratch', platform, config];
      const base = stageKeys.get(action.base.index);
      return base === undefined ? undefined : [base, config];
    }
    case 'run': {
      const { command, file, environment, workingDirectory, user } = action;
      const own = ownInputs(action, keyOf);
      return own && ['run', command, file, environment, workingDirectory, user, ...own];
    }
    case 'copy': {
      const { from, ...rest } = action;
      const origin = keyOf(from);
      return origin === undefined ? undefined : [origin, rest];
    }
    case 'workdir':
      return ['workdir', action.path, action.user, config];
    case 'configure':
      return ['configure', config, author];
  }
}

/** What the RUN alone finds: mounts with what is in them, network and privileges. Of a secret only where it lies. */
function ownInputs(
  { mounts, network, security }: RunAction,
  keyOf: (from: CopyOrigin) => string | undefined,
): readonly unknown[] | undefined {
  if (mounts.length === 0 && network === 'default' && security === 'sandbox') return [];
  const origins = mounts.map((mount) =>
    'from' in mount && mount.from !== undefined ? keyOf(mount.from) : '',
  );
  return origins.includes(undefined) ? undefined : [mounts, origins, network, security];
}
