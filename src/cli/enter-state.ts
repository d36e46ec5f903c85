// --from: the checkpoint of another machine takes its place in this plan, or the reason why it has none is said.
import { besides, stageSuffix } from '../checkpoints/travel-mark.js';
import type { ImageStore } from '../engine/ports.js';
import { UsageError } from '../messages/errors.js';
import { sanitizeOutput } from '../messages/sanitize-output.js';
import type { Plan } from '../plan/plan.js';
import { failedStepOf, placeOf } from '../session/place-of.js';
import type { Failure } from '../session/state.js';
import { refuseKept } from './refuse-kept.js';
import { receiveCheckpoint, type ReceivedCheckpoint } from './receive-checkpoint.js';

/** What came by --from. */
export interface Travelled extends ReceivedCheckpoint {
  /** As the user gave it. */
  readonly reference: string;
}

/** The checkpoint, and the finished stages that were pushed with it. */
export async function receiveState(
  images: Pick<ImageStore, 'find' | 'pull' | 'tag' | 'remove'>,
  reference: string,
  project: string,
  signal: AbortSignal,
): Promise<Travelled> {
  const reception = { project, keepsName: false, signal };
  const received = await receiveCheckpoint(images, reference, reception);
  if (received.mark.wreck !== undefined)
    throw new UsageError(
      `${reference} is what a failed step left, and no state to go on from`,
      `refrom checkpoints pull ${reference}, then refrom checkpoints shell ${reference}, looks into it`,
    );
  for (const stage of received.mark.travel?.alongside?.stages ?? [])
    await receiveCheckpoint(images, besides(reference, stageSuffix(stage)), reception);
  return { ...received, reference };
}

/** The step that the state stands after. Throws a UsageError that says where the Dockerfile goes another way. */
export function enterState(
  plan: Plan,
  keys: readonly (string | undefined)[],
  { mark, reference }: Travelled,
): number {
  const { key, stage, line, handmade, travel } = mark;
  const what = `${reference} is the state after line ${String(line)} of stage ${sanitizeOutput(stage)}`;
  if (handmade)
    throw new UsageError(
      `${what}, changed by hand: no Dockerfile leads to it`,
      `build on it with FROM ${reference}, or look into it with refrom checkpoints shell`,
    );
  refuseKept(mark, reference);
  const place = placeOf(plan, keys, { key, stage, line, steps: travel?.steps ?? [] });
  if ('step' in place) return place.step;
  const reason =
    place.differs === undefined
      ? `this Dockerfile has no stage of that name`
      : `from line ${String(place.differs.line)} on (\`${place.differs.text}\`) this Dockerfile gives another one`;
  throw new UsageError(
    `${what}, and does not fit: ${reason}`,
    'take the same Dockerfile, files, --build-arg and --platform as there; or leave --from out, which builds from the start',
  );
}

/** What the failed step left there, if it was pushed and the step stands in this plan; else undefined. */
export async function receiveWreck(
  images: Pick<ImageStore, 'find' | 'pull' | 'tag' | 'remove'>,
  { plan, keys }: { readonly plan: Plan; readonly keys: readonly (string | undefined)[] },
  { mark, reference }: Travelled,
  reception: { readonly project: string; readonly signal: AbortSignal },
): Promise<{ image: string; failure: Failure } | undefined> {
  if (mark.travel?.alongside?.wreck !== true) return undefined;
  const { mark: own, tag } = await receiveCheckpoint(images, besides(reference, 'wreck'), {
    ...reception,
    keepsName: false,
  });
  const { on = '', exitCode = 1, message = '' } = own.wreck ?? {};
  const failed = failedStepOf(plan, keys, { on, stage: own.stage, line: own.line });
  if (failed === undefined) return undefined;
  const hint = `it failed where ${reference} was pushed; what it left there is here`;
  return {
    image: tag,
    failure: { step: failed.id, exitCode, message: sanitizeOutput(message), hint, tail: [] },
  };
}
