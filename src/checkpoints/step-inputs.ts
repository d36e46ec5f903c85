// What can change a step's result beside the state it begins with, by name.
import type { ContainerSettings } from '../engine/ports.js';
import type { CopyOrigin, RunAction } from '../plan/action.js';
import type { Plan, Step } from '../plan/plan.js';
import { configOf } from '../plan/state/configuration.js';
import { environmentOf } from '../plan/state/scope.js';

/** Names are for those who compare; values are JSON. Together with the key before it they are all of a step's key. */
export type StepInputs = Readonly<Record<string, unknown>>;

export interface Sources {
  /** For each step that reads a context or the network: the digest of what it reads; undefined where that is missing. */
  readonly digests: ReadonlyMap<number, string | undefined>;
  /** Keys of the last steps of the stages before, by the stage's index. */
  readonly stageKeys: ReadonlyMap<number, string | undefined>;
  /** For the containers of all RUNs. */
  readonly containers?: ContainerSettings | undefined;
}

/** Undefined where they cannot be known. */
export function stepInputs(step: Step, plan: Plan, sources: Sources): StepInputs | undefined {
  const { action } = step;
  const keyOf = (from: CopyOrigin): string | undefined => {
    if (from.type === 'context') return sources.digests.get(step.id);
    return from.type === 'stage' ? sources.stageKeys.get(from.index) : from.id;
  };
  switch (action.type) {
    case 'from': {
      const { base } = action;
      if (base.type === 'scratch')
        return { base: 'scratch', platform: plan.platform, config: configOf(step.after) };
      if (base.type === 'folder') {
        const files = sources.digests.get(step.id);
        return files === undefined
          ? undefined
          : { files, platform: plan.platform, config: configOf(step.after) };
      }
      if (base.type === 'image')
        return { base: base.id, platform: plan.platform, config: configOf(step.after) };
      const stage = sources.stageKeys.get(base.index);
      return stage === undefined ? undefined : { stage, config: configOf(step.after) };
    }
    case 'run':
      return runInputs(action, keyOf, sources.containers);
    case 'copy': {
      const { from, type, ...rest } = action;
      const origin = keyOf(from);
      return origin === undefined ? undefined : { origins: [origin], ...rest };
    }
    case 'workdir':
      return { path: action.path, user: action.user, config: configOf(step.after) };
    case 'configure':
      return { config: configOf(step.after), author: step.after.author };
  }
}

/** Of a secret only where it lies. */
function runInputs(
  action: RunAction,
  keyOf: (from: CopyOrigin) => string | undefined,
  containers: ContainerSettings = {},
): StepInputs | undefined {
  const { command, file, scope, workingDirectory, user, mounts, network, security } = action;
  const origins = mounts.map((mount) =>
    'from' in mount && mount.from !== undefined ? keyOf(mount.from) : '',
  );
  if (origins.includes(undefined)) return undefined;
  return {
    command,
    file,
    environment: environmentOf(scope),
    workingDirectory,
    user,
    mounts,
    origins,
    network,
    security,
    ...containers,
    ...(network === 'default' ? {} : { network }),
  };
}
