// The way of a build through the file: each instruction with the state before it.
import { stageAt } from '../plan/find-stage.js';
import type { Outline, OutlinedStage } from '../plan/outline.js';
import type { Plan, PlannedStage } from '../plan/plan.js';
import type { ResolvedImages } from '../plan/plan-build.js';
import { triggersOf } from '../plan/state/configuration.js';
import type { StageState } from '../plan/state/stage-state.js';
import { parseTrigger } from '../syntax/parse-dockerfile.js';
import type { FromInstruction, Instruction } from '../syntax/tree.js';

export interface Visit {
  readonly instruction: Instruction;
  /** An ONBUILD trigger of the base: its ranges are in its own text, and nobody should use them. */
  readonly isTrigger: boolean;
  readonly from: FromInstruction;
  readonly stage: OutlinedStage;
  /** Before the instruction. */
  readonly before: StageState;
  /** The image at the bottom of the stage, where nothing is known of it. */
  readonly unknownBase: string | undefined;
}

/** In the order of the file, stage by stage; instructions that could not be read are left out. */
export function visitStages(outline: Outline, plan: Plan, images: ResolvedImages): Visit[] {
  const unknown = new Map<number, string | undefined>();
  return plan.stages.flatMap((planned) => {
    const stage = outline.stages[planned.index];
    if (stage === undefined) return [];
    const unknownBase = findUnknownBase(stage, unknown, images);
    unknown.set(stage.index, unknownBase);
    return visitStage(stage, planned, plan, { images, unknownBase });
  });
}

function findUnknownBase(
  { base }: OutlinedStage,
  unknown: ReadonlyMap<number, string | undefined>,
  images: ResolvedImages,
): string | undefined {
  if (base.type === 'stage') return unknown.get(base.index);
  return base.type !== 'image' || images.has(base.reference) ? undefined : base.reference;
}

function visitStage(
  stage: OutlinedStage,
  planned: PlannedStage,
  plan: Plan,
  { images, unknownBase }: { readonly images: ResolvedImages; readonly unknownBase: string | undefined },
): Visit[] {
  const { from } = stage;
  const triggers = triggersFor(stage, plan, images);
  const read = [...triggers, ...stage.instructions.filter(({ keyword }) => keyword !== '')];
  const steps = plan.steps.slice(planned.firstStep, planned.endStep);
  return read.flatMap((instruction, index) => {
    // The first step is FROM: the step before an instruction stands at the instruction's own index.
    const before = steps[index]?.after;
    const isTrigger = index < triggers.length;
    return before === undefined ? [] : [{ instruction, isTrigger, from, stage, before, unknownBase }];
  });
}

/** As the plan reads them: those of the image, or those the stage below has declared. */
function triggersFor({ base }: OutlinedStage, plan: Plan, images: ResolvedImages): Instruction[] {
  const texts = base.type === 'image' ? images.get(base.reference)?.config.OnBuild : endTriggers(base, plan);
  return (texts ?? [])
    .flatMap((text) => parseTrigger(text).tree.instructions)
    .filter(({ keyword }) => keyword !== '');
}

function endTriggers(base: OutlinedStage['base'], plan: Plan): readonly string[] {
  const planned = base.type === 'stage' ? stageAt(plan, base.index) : undefined;
  const end = planned && plan.steps[planned.endStep - 1]?.after;
  return end === undefined ? [] : triggersOf(end);
}
