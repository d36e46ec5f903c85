// Which layers of a stage's image come from which steps, as far as the stage has been built.
import { nearestCheckpoint } from '../session/reuse.js';
import type { StoredImage } from './ports.js';
import { findCheckpointImage, findStageBase } from './stage-images.js';
import type { PlannedStage } from '../plan/plan.js';
import type { Workbench } from './workbench.js';

export interface StageLayers {
  readonly image: StoredImage;
  /** From the lowest on; FROM's first. */
  readonly parts: readonly LayerPart[];
}

/** Layers up to the next part's first, made by the steps since that of the part below. */
export interface LayerPart {
  /** The last of them. */
  readonly step: number;
  /** The number of its first layer, from 0 for the lowest. */
  readonly from: number;
}

/** Of every stage of which a state is kept. */
export async function findLayers(workbench: Workbench, signal: AbortSignal): Promise<readonly StageLayers[]> {
  const found: StageLayers[] = [];
  for (const stage of workbench.state().plan.stages) {
    const layers = await findStageLayers(workbench, stage, signal);
    if (layers !== undefined) found.push(layers);
  }
  return found;
}

async function findStageLayers(
  workbench: Workbench,
  stage: PlannedStage,
  signal: AbortSignal,
): Promise<StageLayers | undefined> {
  const state = workbench.state();
  const last = nearestCheckpoint(state, stage.endStep - 1);
  if (last === undefined) return undefined;
  const image = await findCheckpointImage(workbench, last.image, signal);
  const base = await findStageBase(workbench, stage, signal);
  const parts: LayerPart[] = [{ step: stage.firstStep, from: 0 }];
  let from = base.layers.length;
  for (let step = stage.firstStep + 1; step <= last.step; step += 1) {
    const kept = nearestCheckpoint(state, step);
    if (kept?.step !== step) continue;
    const { layers } = await findCheckpointImage(workbench, kept.image, signal);
    // A later commit of the same container holds the layer of an earlier one in its own.
    if (layers.length <= from || layers.join() !== image.layers.slice(0, layers.length).join()) continue;
    parts.push({ step, from });
    from = layers.length;
  }
  return { image, parts };
}
