// --on-failure push=REFERENCE: the last good state and what the failed step left go to a registry, for another machine.
import { carriedArguments, carriedVariables } from '../checkpoints/carried-values.js';
import { readMark } from '../checkpoints/checkpoint-name.js';
import { besides, stageSuffix } from '../checkpoints/travel-mark.js';
import { historyOf } from '../engine/history.js';
import type { ImageStore } from '../engine/ports.js';
import { UsageError } from '../messages/errors.js';
import { configOf } from '../plan/state/configuration.js';
import type { Travellers } from '../session/events.js';
import { cleanUpAfter } from './clean-up-after.js';
import type { Project } from './open-project.js';
import { pushImage } from './push-image.js';
import { readTag } from './read-options.js';
import { refuseCarried, refuseImage } from './refuse-carried.js';
import { refuseKept } from './refuse-kept.js';

/** Of `--on-failure`; undefined where nothing is to be pushed. */
export const pushReference = (onFailure: string): string | undefined =>
  onFailure.startsWith('push=') ? readTag(onFailure.slice('push='.length), '--on-failure push') : undefined;

/**
 * Before anything runs: what any state of this build would take along. Throws a UsageError that names it, unless that
 * is allowed.
 */
export function refuseToCarry(
  { plan, outline, bases }: Pick<Project, 'plan' | 'outline' | 'bases'>,
  reference: string,
  isAllowed: boolean,
): void {
  const history = historyOf(plan.steps, false, '');
  const states = plan.steps.map(({ after }) => configOf(after));
  const { buildArguments: given } = outline.options;
  const buildArguments = states.flatMap((config) => carriedArguments({ config, history }, given));
  const variables = states.flatMap((config) => carriedVariables(config, bases));
  const carried = { buildArguments: [...new Set(buildArguments)], variables: [...new Set(variables)] };
  refuseCarried(carried, reference, isAllowed);
}

export interface FailurePush {
  readonly reference: string;
  readonly isAllowed: boolean;
  readonly signal: AbortSignal;
}

/** The images are gone from the engine afterwards, whatever happens. Rejects with what stood in the way first. */
export async function pushFailure(
  images: Pick<ImageStore, 'find' | 'tag' | 'push' | 'remove'>,
  { state, wreck, stages }: Travellers,
  { reference, isAllowed, signal }: FailurePush,
): Promise<void> {
  const parcels = [
    ...(wreck === null ? [] : [{ id: wreck, name: besides(reference, 'wreck') }]),
    ...stages.map(({ name, image }) => ({ id: image, name: besides(reference, stageSuffix(name)) })),
    // The one that names the others comes last: who finds it finds them all.
    ...(state === null ? [] : [{ id: state, name: reference }]),
  ];
  await cleanUpAfter(
    async () => {
      if (state === null)
        throw new UsageError(
          'the stage is from scratch, and nothing was kept of it before the failed step: there is no state to push',
          'with --checkpoint every there is one after the first step',
        );
      for (const { id, name } of parcels) {
        const mark = readMark((await images.find(id))?.history.at(-1)?.comment);
        if (mark !== undefined) refuseKept(mark, `what was to be pushed as ${name}`);
        await refuseImage(images, id, { reference: name, isAllowed });
      }
      for (const { id, name } of parcels) {
        signal.throwIfAborted();
        await pushImage(images, id, name, signal);
      }
    },
    parcels.map(
      ({ id }) =>
        () =>
          images.remove(id),
    ),
  );
}
