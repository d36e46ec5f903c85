// Where a variable that a step sees got its value: found by going back to the step that set it.
import type { ArgInstruction } from '../syntax/tree.js';
import { globalArguments } from './global-arguments.js';
import type { Outline } from './outline.js';
import { ownValue } from './own-value.js';
import type { Plan, PlannedStage, Step } from './plan.js';
import { instructionOf } from './trace-expansions.js';

/** Lines are one-based; that of what an ONBUILD trigger sets is its FROM's. */
export type VariableOrigin =
  /** `path`: the PATH that BuildKit gives to an image without one. */
  | { readonly type: 'unset' | 'platform' | 'path' }
  | { readonly type: 'base-image'; readonly reference: string }
  /** `build-argument`: the line is that of the ARG that declares it. */
  | { readonly type: 'env' | 'default' | 'global-default' | 'build-argument'; readonly line: number };

const unset: VariableOrigin = { type: 'unset' };

/** Of what `step` sees: the variables before it; those of the ARGs before the first FROM where it is a FROM. */
export function variableOrigin(outline: Outline, plan: Plan, step: Step, name: string): VariableOrigin {
  if (step.keyword === 'FROM') return globalOrigin(outline, name);
  const before = plan.steps[step.id - 1];
  return before === undefined ? unset : originAfter(outline, plan, before, name);
}

/** A variable that is not set again is the same object in all states that follow. */
export function originAfter(outline: Outline, plan: Plan, step: Step, name: string): VariableOrigin {
  const variable = ownValue(step.after.variables, name);
  const stage = plan.stages.find(({ firstStep, endStep }) => step.id >= firstStep && step.id < endStep);
  if (variable === undefined || stage === undefined) return unset;
  let setter = step.id;
  while (setter > stage.firstStep && plan.steps[setter - 1]?.after.variables[name] === variable) setter -= 1;
  const found = plan.steps[setter];
  if (found === undefined || setter === stage.firstStep) return baseOrigin(outline, plan, stage, name);
  const instruction = instructionOf(outline, found);
  if (instruction?.keyword === 'ARG') return argumentOrigin(outline, instruction, found.line, name);
  return { type: 'env', line: found.line };
}

function baseOrigin(outline: Outline, plan: Plan, { base }: PlannedStage, name: string): VariableOrigin {
  if (base.type === 'image' && base.id !== '') return { type: 'base-image', reference: base.reference };
  if (base.type !== 'stage') return { type: 'path' };
  const below = plan.stages.find(({ index }) => index === base.index);
  const last = below === undefined ? undefined : plan.steps[below.endStep - 1];
  return last === undefined ? unset : originAfter(outline, plan, last, name);
}

function argumentOrigin(
  outline: Outline,
  { assignments }: ArgInstruction,
  line: number,
  name: string,
): VariableOrigin {
  if (ownValue(outline.options.buildArguments, name) !== undefined) return { type: 'build-argument', line };
  const own = assignments.findLast((each) => each.name.text === name);
  return own?.value === undefined ? globalOrigin(outline, name) : { type: 'default', line };
}

function globalOrigin({ tree, options, globals }: Outline, name: string): VariableOrigin {
  if (ownValue(globals.values, name) === undefined) return unset;
  const isGiven = ownValue(options.buildArguments, name) !== undefined;
  const setter = globalArguments(tree).findLast(({ assignments }) =>
    assignments.some((each) => each.name.text === name && (isGiven || each.value !== undefined)),
  );
  if (setter === undefined) return { type: 'platform' };
  return { type: isGiven ? 'build-argument' : 'global-default', line: setter.line };
}
