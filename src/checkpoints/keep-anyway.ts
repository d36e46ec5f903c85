// "Keep anyway": an older checkpoint stands for a step whose inputs have changed, because the user says that it may.
import { createHash } from 'node:crypto';
import type { HistoryEntry, ImageStore, StoredImage } from '../engine/ports.js';
import type { ImageConfig } from '../plan/image-config.js';
import type { Plan, Step } from '../plan/plan.js';
import { configOf } from '../plan/state/configuration.js';
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
 * later runs take it too. Undefined if `image` is no checkpoint that a build can go on from.
 */
export async function keepAnyway(request: KeepRequest): Promise<KeptCheckpoint | undefined> {
  const { plan, step, key, image, project, images, created, signal } = request;
  const held = readMark(image.history.at(-1)?.comment);
  if (held === undefined || held.wreck !== undefined) return undefined;
  const { OnBuild, ...config } = configOf(step.after);
  const { author } = step.after;
  const keptKey = stateKey(held.keptKey ?? held.key, image, { config, author });
  const stage = plan.stages.find(({ index }) => index === step.stage);
  // What it says for other machines is of the state that it was.
  const { travel, ...rest } = held;
  const mark: CheckpointMark = { ...rest, key, keptKey, stage: stage?.name ?? held.stage, line: step.line };
  const tag = checkpointTag(project, mark);
  const draft = {
    config,
    history: [...image.history.slice(0, -1), { ...lastOf(image), created, comment: writeMark(mark) }],
    layers: image.layers,
    platform: image.platform,
    created,
    ...(author === undefined ? {} : { author }),
    tags: [tag],
    layersOf: image.id,
  };
  await images.create(draft, signal);
  return { image: tag, key: keptKey };
}

interface Configured {
  readonly config: ImageConfig;
  readonly author: string | undefined;
}

/** The files are those of the older state; with another configuration it is a state of its own. */
function stateKey(key: string, image: StoredImage, now: Configured): string {
  const { config, author } = image;
  if (canonical({ config, author }) === canonical(now)) return key;
  return createHash('sha256')
    .update(JSON.stringify([key, canonical(now)]))
    .digest('hex');
}

/** Engines leave out what is empty, and order names as they like. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (each === null || each === '' || typeof each !== 'object') return each === '' ? undefined : each;
    if (Array.isArray(each)) return each.length === 0 ? undefined : (each as unknown[]);
    const entries = Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  });
}

const lastOf = ({ history }: StoredImage): HistoryEntry =>
  history.at(-1) ?? { created: '', created_by: '', empty_layer: true };
