// `--checkpoint never`: one layer holds what a stage's steps wrote, whatever containers it took.
import type { Step } from '../plan/plan.js';
import { findBaseState } from './stage-images.js';
import type { ImageDraft } from './ports.js';
import type { Workbench } from './workbench.js';

export interface JoinedStage {
  readonly id: string;
  /** Of the one layer. */
  readonly bytes: number;
}

/**
 * `draft` is the image `id` of the stage's end. All layers above the state that the stage went on from become one, under
 * the names of the draft. Undefined where there are no two of them.
 */
export async function joinStage(
  workbench: Workbench,
  step: Step,
  { draft, id }: { readonly draft: ImageDraft; readonly id: string },
  signal: AbortSignal,
): Promise<JoinedStage | undefined> {
  const { images } = workbench.ports;
  const { image: base } = await findBaseState(workbench, step.id, signal);
  if (draft.layers.length - base.layers.length < 2) return undefined;
  const image = { ...draft, id, reference: id, size: base.size };
  const joined = await images.joinLayers({ image, keptLayers: base.layers.length, tags: draft.tags }, signal);
  if (joined !== id) await images.remove(id);
  const size = (await images.find(joined, signal))?.size ?? base.size;
  const bytes = Math.max(0, size - base.size);
  workbench.joined.set(step.stage, bytes);
  return { id: joined, bytes };
}
