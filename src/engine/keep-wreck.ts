// `--on-failure keep`: the failed container stays, and what its step would have found is written down beside it.
import type { ImageConfig } from '../plan/image-config.js';
import type { Step } from '../plan/plan.js';
import { looksSecret } from '../plan/secret-names.js';
import { configOf } from '../plan/state/configuration.js';
import { environmentOf } from '../plan/state/scope.js';
import { withoutMark } from './history.js';
import type { StoredImage } from './ports.js';
import { stageOf, stepOf } from './stage-images.js';
import type { Workbench } from './workbench.js';

/** Names of kept wrecks; containers with this prefix are never removed by us. */
export const wreckPrefix = 'refrom-wreck-';

/** The image that holds the configuration of a wreck's step; its files are those the wreck's container was made from. */
export const wreckConfigTag = (wreck: string): string => `${wreck.toLowerCase()}:config`;

export interface KeptWreck {
  readonly id: string;
  readonly name: string;
}

/** A name of its own takes the container out of reach of the clean-up, this one and later ones. */
export async function keepWreck(workbench: Workbench, id: number): Promise<KeptWreck | undefined> {
  const { live, settings, ports } = workbench;
  if (!settings.keepWreck || live?.isDirty !== true) return undefined;
  const step = stepOf(workbench, id);
  const stage = stageOf(workbench, id).name;
  const name = `${wreckPrefix}${settings.project}-${stage}-L${String(step.line)}-${live.id.slice(0, 8)}`;
  await ports.containers.rename(live.id, name);
  await writeConfig(workbench, wreckConfigTag(name), wreckConfig(workbench, step), live.base.image);
  return { id: live.id, name };
}

async function writeConfig(
  { ports }: Workbench,
  tag: string,
  config: ImageConfig,
  image: StoredImage,
): Promise<void> {
  const { id, history, layers, platform } = image;
  const layersOf = id === '' ? {} : { layersOf: id };
  const created = ports.clock.now();
  const draft = {
    config,
    history: withoutMark(history),
    layers,
    platform,
    created,
    tags: [tag],
    ...layersOf,
  };
  await ports.images.create(draft);
}

/** With the build arguments that a RUN sees, but for those whose names say that they are secret. */
function wreckConfig(workbench: Workbench, step: Step): ImageConfig {
  const { action } = step;
  const { steps } = workbench.state().plan;
  // The folder of a WORKDIR that failed is not there.
  const { after } = action.type === 'workdir' ? (steps[step.id - 1] ?? step) : step;
  const { OnBuild, Volumes, ...rest } = configOf(after);
  if (action.type !== 'run') return rest;
  const kept = new Set(rest.Env);
  const isTold = (entry: string): boolean => kept.has(entry) || !looksSecret(entry.split('=', 1)[0] ?? '');
  return { ...rest, Env: environmentOf(action.scope).filter(isTold) };
}
