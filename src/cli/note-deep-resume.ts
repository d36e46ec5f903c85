import { mostLayers } from '../plan/most-layers.js';
import { writesFiles } from '../plan/writes-files.js';
import type { ResumeCut } from '../session/resume-cut.js';
import type { Project } from './open-project.js';

/** What to do where docker build, which makes a layer of each step, would come to more than an image can have. */
export async function noteDeepResume(
  { plan, engine, description }: Pick<Project, 'plan' | 'engine' | 'description'>,
  { current }: ResumeCut,
): Promise<readonly string[]> {
  const stage = plan.stages.find(({ index }) => index === current?.stage);
  if (current === undefined || stage === undefined || description.store !== 'graph') return [];
  const image = await engine.images.find(current.image);
  const layers = image?.layers.length ?? 0;
  const left = plan.steps.slice(current.step + 1, stage.endStep).filter(writesFiles).length;
  if (layers + left <= mostLayers) return [];
  return [
    `${current.image} has ${String(layers)} layers, docker build adds ${String(left)}, and an image cannot have more than ${String(mostLayers)}: join those it has first, by refrom checkpoints squash ${current.image}`,
  ];
}
