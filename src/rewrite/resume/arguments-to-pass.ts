// Build arguments that what is left of the build was given and does not find in the file.
import type { Plan, Step } from '../../plan/plan.js';
import { boundTo } from '../../plan/state/bindings.js';
import type { Variable } from '../../plan/state/stage-state.js';
import type { DockerfileTree } from '../../syntax/tree.js';
import { argumentsOfFrom } from './arguments-of-from.js';
import { fileGlobals, type FileGlobals } from './file-globals.js';
import { findArguments } from './find-arguments.js';
import type { FinishedPart } from './find-finished-parts.js';
import type { PassAgain } from './pass-again.js';
import { givesValue } from './spell-argument.js';

/** An ordinary build without these would go on differently, or not at all. */
export function argumentsToPass(
  tree: DockerfileTree,
  plan: Plan,
  parts: readonly FinishedPart[],
): readonly PassAgain[] {
  const context = { tree, plan, globals: fileGlobals(tree, plan) };
  const firstLeft = new Map(parts.map(({ stage, lastStep }) => [stage.index, lastStep + 1]));
  const left = plan.stages.flatMap(({ index, firstStep, endStep }) =>
    plan.steps.slice(firstLeft.get(index) ?? firstStep, endStep),
  );
  const used = left.flatMap((step) =>
    givenNames(step, context).map((names) => ({ names, reason: `line ${step.line} uses it` })),
  );
  return [...argumentsOfFrom(tree, plan, new Set(firstLeft.keys()), context.globals), ...used];
}

interface Context {
  readonly tree: DockerfileTree;
  readonly plan: Plan;
  readonly globals: FileGlobals;
}

function givenNames(step: Step, context: Context): (readonly string[])[] {
  if (step.action.type === 'run')
    return step.action.proxies.map((entry) => [entry.slice(0, entry.indexOf('='))]);
  return step.keyword === 'ARG' ? givenInArg(step, context) : [];
}

/** The names that have not what the instruction itself gives them. */
function givenInArg(step: Step, { tree, plan, globals }: Context): (readonly string[])[] {
  const before = plan.steps[step.id - 1]?.after ?? step.after;
  const seen = new Map<string, Variable | undefined>();
  const find = (name: string): Variable | undefined =>
    seen.has(name) ? seen.get(name) : boundTo(before.variables, name);
  const lookup = (name: string): string | undefined => find(name)?.value;
  return findArguments(tree, step).flatMap((assignment) => {
    const name = assignment.name.text;
    const variable = boundTo(step.after.variables, name);
    const isBare = assignment.value === undefined;
    const isLeft = isBare && globals.values[name] === undefined && isSame(find(name), variable);
    const context = { lookup, globals: globals.values, escape: tree.escape };
    const isGiven = !isLeft && !givesValue(assignment, variable?.value, context);
    seen.set(name, variable);
    if (!isGiven) return [];
    return [isBare ? [...new Set([name, ...globals.originsOf([name])])] : [name]];
  });
}

const isSame = (one: Variable | undefined, other: Variable | undefined): boolean =>
  one?.from === other?.from && one?.value === other?.value;
