// Which part of which stage a cut finishes: the stages whose FROM is to name an image of the cut.
import { BugError } from '../../messages/errors.js';
import type { Plan, PlannedStage, Step } from '../../plan/plan.js';
import type { StageState } from '../../plan/state/stage-state.js';
import type { ResumeCut } from '../../session/resume-cut.js';
import type { DockerfileTree, FromInstruction, Instruction } from '../../syntax/tree.js';
import { readStages, type StageText } from './stage-text.js';
import { canWriteTrigger } from './write-trigger.js';

/** A stage from its FROM to the cut. */
export interface FinishedPart {
  readonly stage: PlannedStage;
  /** The last step that is done. */
  readonly lastStep: number;
  readonly image: string;
  readonly from: FromInstruction;
  /** The instructions after FROM that are done, and those that are left. */
  readonly done: readonly Instruction[];
  readonly rest: readonly Instruction[];
  /** Where the first instruction that is left begins, in this stage or the next, or the end of the file. */
  readonly end: number;
  /** After FROM and its triggers, and at the cut. */
  readonly opened: StageState;
  readonly state: StageState;
  /** The triggers of FROM that are left, where the cut is between them. */
  readonly triggers: readonly string[];
  /** Whether anything that is left sees this stage's arguments. */
  readonly hasHeirs: boolean;
}

export function findFinishedParts(
  tree: DockerfileTree,
  plan: Plan,
  cut: ResumeCut,
): { readonly parts: readonly FinishedPart[]; readonly notes: readonly string[] } {
  const places = plan.stages.flatMap((stage) => placesOf(stage, cut));
  const notes: string[] = [];
  const writable = places.filter((place) => {
    const wrong = triggersAfter(plan, place).find((step) => !canWriteTrigger(step.text, tree.escape));
    if (wrong !== undefined) notes.push(beginsAnew(place.stage, wrong));
    return wrong === undefined;
  });
  const stages = readStages(tree);
  const isReplaced = (index: number): boolean => writable.some(({ stage }) => stage.index === index);
  const kept = stages.map(({ from }, index) => ({ from, index })).filter(({ index }) => !isReplaced(index));
  return { parts: writable.map((place) => describePart(stages, plan, place, kept)), notes };
}

interface Place {
  readonly stage: PlannedStage;
  readonly lastStep: number;
  readonly image: string;
}

function placesOf(stage: PlannedStage, { stages, current }: ResumeCut): Place[] {
  const image = stages[stage.index];
  if (image !== undefined) return [{ stage, lastStep: stage.endStep - 1, image }];
  return current?.stage === stage.index ? [{ stage, lastStep: current.step, image: current.image }] : [];
}

const triggersAfter = (plan: Plan, { stage, lastStep }: Place): Step[] =>
  plan.steps.slice(lastStep + 1, stage.endStep).filter((step) => step.trigger);

const beginsAnew = ({ name }: PlannedStage, { line, text }: Step): string =>
  `stage ${name} begins anew: the cut is between the ONBUILD triggers of line ${line}, and \`${text}\` cannot be written as an instruction`;

function describePart(
  stages: readonly StageText[],
  plan: Plan,
  place: Place,
  kept: readonly KeptStage[],
): FinishedPart {
  const { stage, lastStep } = place;
  const steps = plan.steps.slice(stage.firstStep, lastStep + 1);
  const whole = stages[stage.index];
  const last = steps.at(-1);
  const opening = steps.findLast(({ trigger, id }) => trigger || id === stage.firstStep);
  if (whole === undefined || last === undefined || opening === undefined)
    throw new BugError(`stage ${stage.name}: no step ${lastStep}`);
  const { from, body, end } = whole;
  const isDone = ({ range }: Instruction): boolean => range.start <= last.range.start;
  const rest = body.filter((instruction) => !isDone(instruction));
  return {
    ...place,
    from,
    done: body.filter(isDone),
    rest,
    end: rest[0]?.range.start ?? end,
    opened: opening.after,
    state: last.after,
    triggers: triggersAfter(plan, place).map(({ text }) => text),
    hasHeirs: lastStep + 1 < stage.endStep || kept.some((child) => isBuiltFrom(child, stage, plan)),
  };
}

/** A stage whose FROM stays as it is. */
interface KeptStage {
  readonly index: number;
  readonly from: FromInstruction;
}

/** Built from a stage by its name, a stage takes its arguments over; also one that this plan does not need. */
function isBuiltFrom(child: KeptStage, { index, name }: PlannedStage, plan: Plan): boolean {
  const base = plan.stages.find((stage) => stage.index === child.index)?.base;
  if (base !== undefined) return base.type === 'stage' && base.index === index;
  return child.index > index && child.from.image.text.toLowerCase() === name;
}
