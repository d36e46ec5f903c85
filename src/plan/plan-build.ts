// Phase two of a plan: what the resolved base images add. Every needed stage is lowered to steps.
import type { Message } from '../messages/message.js';
import { proxyNames } from './build-options.js';
import type { ResolvedImage } from './image-config.js';
import { lowerStage, type LoweredStage } from './lower-stage.js';
import type { Outline } from './outline.js';
import type { Plan, PlannedStage, Step } from './plan.js';

/** The images that `neededImages` names, by reference. */
export type ResolvedImages = ReadonlyMap<string, ResolvedImage>;

export function planBuild(
  outline: Outline,
  images: ResolvedImages,
): { plan: Plan; messages: readonly Message[] } {
  const messages: Message[] = [];
  const lowered = new Map<number, LoweredStage>();
  const steps: Step[] = [];
  const stages: PlannedStage[] = [];
  for (const index of outline.needed) {
    const firstStep = steps.length;
    const stage = lowerStage(index, { firstStep, outline, images, lowered, messages });
    lowered.set(index, stage);
    for (const step of stage.steps) steps.push(step);
    stages.push({
      index,
      name: stage.name,
      base: stage.base,
      platform: stage.platform,
      firstStep,
      endStep: steps.length,
    });
  }
  const byNumber = new Map(stages.map((stage) => [stage.index, stage]));
  return { plan: { stages, byNumber, steps, platform: outline.options.platform }, messages };
}

/** Build arguments that were given and that no ARG of the file names. */
export function unusedBuildArguments(outline: Outline): string[] {
  const declared = new Set(outline.globals.declared);
  for (const instruction of outline.tree.instructions) {
    if (instruction.keyword !== 'ARG') continue;
    for (const { name } of instruction.assignments) declared.add(name.text);
  }
  return Object.keys(outline.options.buildArguments).filter(
    (name) => !declared.has(name) && !proxyNames.includes(name),
  );
}
