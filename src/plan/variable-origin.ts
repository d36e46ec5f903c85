// Where a variable that a step sees got its value: found by going back to the step that set it.
import type { ArgInstruction } from '../syntax/tree.js';
import type { StageBase } from './action.js';
import { firstThat } from './binary-search.js';
import { downFrom, stageAt, stageOf } from './find-stage.js';
import { globalArguments } from './global-arguments.js';
import type { Outline } from './outline.js';
import { ownValue } from './own-value.js';
import type { Plan, Step } from './plan.js';
import { boundTo } from './state/bindings.js';
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

/**
 * A variable that is not set again is the same object in all states that follow, those of stages built from its own too;
 * where such a stage has given it up for an ARG, it is there again in the next.
 */
export function originAfter(outline: Outline, plan: Plan, step: Step, name: string): VariableOrigin {
  const variable = boundTo(step.after.variables, name);
  if (variable === undefined) return unset;
  const hasIt = ({ after }: Step): boolean => boundTo(after.variables, name) === variable;
  const isIn = (at: Step | undefined): boolean => at !== undefined && hasIt(at);
  let last = step.id;
  for (const stage of downFrom(plan, stageOf(plan, step))) {
    while (last >= stage.firstStep && !isIn(plan.steps[last])) last -= 1;
    const found = firstThat(plan.steps, hasIt, [stage.firstStep, last + 1]);
    if (found !== undefined && found.id !== stage.firstStep) return originIn(outline, found, name);
    if (stage.base.type !== 'stage') return baseOrigin(stage.base);
    last = (stageAt(plan, stage.base.index)?.endStep ?? 0) - 1;
  }
  return unset;
}

function originIn(outline: Outline, step: Step, name: string): VariableOrigin {
  const instruction = instructionOf(outline, step);
  if (instruction?.keyword === 'ARG') return argumentOrigin(outline, instruction, step.line, name);
  return { type: 'env', line: step.line };
}

const baseOrigin = (base: StageBase): VariableOrigin =>
  base.type === 'image' && base.id !== ''
    ? { type: 'base-image', reference: base.reference }
    : { type: 'path' };

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
