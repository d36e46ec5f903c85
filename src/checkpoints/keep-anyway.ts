// "Keep anyway": an older checkpoint stands for a step whose inputs have changed, because the user says that it may.
import type { HistoryEntry, ImageStore, StoredImage } from '../engine/ports.js';
import type { Plan, Step } from '../plan/plan.js';
import { checkpointTag, readMark, writeMark, type CheckpointMark } from './checkpoint-name.js';
import type { KeptCheckpoint } from './find-kept.js';

export interface KeepRequest {
  readonly plan: Plan;
  readonly step: Step;
  /** The step's own, which the checkpoint's is not. */
  readonly key: string;
  readonly image: StoredImage;
  readonly project: string;
  readonly images: Pick<ImageStore, 'create'>;
  readonly created: string;
  readonly signal?: AbortSignal;
}

/**
 * Makes an image with the files of `image` and the configuration of the step, under a name that says that it was kept:
 * later runs take it too. Undefined if `image` is no checkpoint.
 */
export async function keepAnyway(request: KeepRequest): Promise<KeptCheckpoint | undefined> {
  const { plan, step, key, image, project, images, created, signal } = request;
  const held = readMark(image.history.at(-1)?.comment);
  if (held === undefined) return undefined;
  const keptKey = held.keptKey ?? held.key;
  const stage = plan.stages.find(({ index }) => index === step.stage);
  const mark: CheckpointMark = { ...held, key, keptKey, stage: stage?.name ?? held.stage, line: step.line };
  const tag = checkpointTag(project, mark);
  const { OnBuild, ...config } = step.after.config;
  const draft = {
    config,
    history: [...image.history.slice(0, -1), { ...lastOf(image), created, comment: writeMark(mark) }],
    layers: image.layers,
    platform: image.platform,
    created,
    ...(step.after.author === undefined ? {} : { author: step.after.author }),
    tags: [tag],
    layersOf: image.id,
  };
  await images.create(draft, signal);
  return { image: tag, key: keptKey };
}

const lastOf = ({ history }: StoredImage): HistoryEntry =>
  history.at(-1) ?? { created: '', created_by: '', empty_layer: true };
