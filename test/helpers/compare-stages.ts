// The rest of a stage, as planned before a cut, against the stage of the resumed file.
import { isDeepStrictEqual } from 'node:util';
import type { Plan, PlannedStage, Step } from '../../src/plan/plan.js';
import { allBound } from '../../src/plan/state/bindings.js';
import { configOf } from '../../src/plan/state/configuration.js';
import { argumentsOf, environmentOf } from '../../src/plan/state/scope.js';
import type { StageState } from '../../src/plan/state/stage-state.js';
import type { ResumeCut } from '../../src/session/resume-cut.js';

export interface StageOfPlan {
  readonly plan: Plan;
  readonly stage: PlannedStage;
}

/** Every difference in what is executed, in the state at the cut, and in the state after each step that is left. */
export function compareStages(
  old: StageOfPlan & { readonly cut: ResumeCut },
  resumed: StageOfPlan,
  withLines: boolean,
): string[] {
  const { name } = old.stage;
  const lastDone = lastDoneStep(old.stage, old.cut);
  const left = stepsLeft(old, old.cut);
  const steps = resumed.plan.steps.slice(resumed.stage.firstStep, resumed.stage.endStep);
  const opening = steps.slice(0, Math.max(0, steps.length - left.length));
  const rest = steps.slice(opening.length);
  const after = opening.at(-1)?.after;
  if (rest.length !== left.length) return [`stage ${name} lacks steps`];
  if (lastDone === undefined && after !== undefined) return [`stage ${name} has more steps than before`];
  if (lastDone !== undefined && after === undefined) return [`stage ${name} does not begin with the cut`];
  const differences = opening.filter(isNoOpening).map(({ text }) => `would run again: ${text}`);
  if (lastDone !== undefined && after !== undefined) {
    const before = old.plan.steps[lastDone]!.after;
    const isNeeded = left.length > 0 || hasChildren(resumed);
    if (!isSameState(before, after, isNeeded)) differences.push(explain('at the cut', before, after));
  }
  return [...differences, ...left.flatMap((step, index) => compareStep(step, rest[index]!, withLines))];
}

/** The steps of the stage that the cut leaves. */
function stepsLeft({ plan, stage }: StageOfPlan, cut: ResumeCut): readonly Step[] {
  const lastDone = lastDoneStep(stage, cut);
  return plan.steps.slice(lastDone === undefined ? stage.firstStep : lastDone + 1, stage.endStep);
}

function lastDoneStep({ index, endStep }: PlannedStage, { stages, current }: ResumeCut): number | undefined {
  if (stages[index] !== undefined) return endStep - 1;
  return current?.stage === index ? current.step : undefined;
}

const isNoOpening = ({ keyword, trigger }: Step): boolean =>
  trigger || !['FROM', 'ARG', 'ONBUILD', 'CMD'].includes(keyword);

const hasChildren = ({ plan, stage: { index } }: StageOfPlan): boolean =>
  plan.stages.some(({ base }) => base.type === 'stage' && base.index === index);

function compareStep(old: Step, resumed: Step, withLines: boolean): string[] {
  const differences: string[] = [];
  if (textThatStays(old) !== textThatStays({ ...resumed, trigger: old.trigger }))
    differences.push(explain('text', old.text, resumed.text));
  // A trigger that has become an instruction has a line of its own.
  if (withLines && !old.trigger && old.line !== resumed.line) {
    differences.push(explain(`line of ${old.text}`, old.line, resumed.line));
  }
  if (!isSame(old, resumed, visibleAction)) {
    differences.push(explain(old.text, visibleAction(old), visibleAction(resumed)));
  }
  if (!isSameState(old.after, resumed.after, true)) {
    differences.push(explain(`after ${old.text}`, visibleState(old.after), visibleState(resumed.after)));
  }
  return differences;
}

/** A trigger that has become an instruction has its keyword in the case of the file. */
const textThatStays = ({ text, trigger }: Pick<Step, 'text' | 'trigger'>): string =>
  trigger ? text.replace(/^\s*\S+/, (keyword) => keyword.toUpperCase()) : text;

/** Variables have no order for a command; and a name that ENV overtakes and ARG takes back then comes later. */
function visibleAction({ action }: Step): unknown {
  if (action.type !== 'run') return action;
  const { scope, ...rest } = action;
  return { ...rest, environment: environmentOf(scope).toSorted(), given: argumentsOf(scope).toSorted() };
}

function isSameState(old: StageState, resumed: StageState, withArguments: boolean): boolean {
  return isSame(old, resumed, withArguments ? visibleState : imageOf);
}

/** All but what nothing that is left can see: ARGs that ENV has overtaken, and who set CMD. */
function visibleState(state: StageState): unknown {
  const variables = allBound(state.variables);
  const seen = [...allBound(state.declared).keys()]
    .filter((name) => variables.get(name)?.from !== 'env')
    .sort();
  return { image: imageOf(state), variables: Object.fromEntries(variables), seen };
}

const imageOf = (state: StageState): unknown => ({ config: configOf(state), author: state.author });

/** As text first: it is the same nearly always, and made once for each object. */
function isSame<Whole extends object>(one: Whole, other: Whole, see: (whole: Whole) => unknown): boolean {
  return textOf(one, see) === textOf(other, see) || isDeepStrictEqual(see(one), see(other));
}

const texts = new WeakMap<object, Map<unknown, string>>();

function textOf<Whole extends object>(whole: Whole, see: (whole: Whole) => unknown): string {
  const known = texts.get(whole) ?? new Map<unknown, string>();
  const text = known.get(see) ?? JSON.stringify(see(whole));
  known.set(see, text);
  texts.set(whole, known);
  return text;
}

const explain = (what: string, old: unknown, resumed: unknown): string =>
  `${what}:\n  ${JSON.stringify(old)}\n  ${JSON.stringify(resumed)}`;
