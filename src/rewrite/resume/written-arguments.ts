import { downFrom } from '../../plan/find-stage.js';
import type { Plan, Step } from '../../plan/plan.js';
import type { Assignment, DockerfileTree } from '../../syntax/tree.js';
import type { FinishedPart } from './find-finished-parts.js';
import { findArguments } from './find-arguments.js';

/**
 * Every way in which the stage, the stages it is built from and their triggers have declared each argument up to
 * the cut; the latest first.
 */
export function writtenArguments(
  tree: DockerfileTree,
  plan: Plan,
  part: FinishedPart,
): ReadonlyMap<string, readonly Assignment[]> {
  const written = new Map<string, Assignment[]>();
  for (const step of lineOf(plan, part).toReversed()) {
    if (step.keyword !== 'ARG') continue;
    for (const assignment of findArguments(tree, step).toReversed()) {
      const known = written.get(assignment.name.text);
      if (known === undefined) written.set(assignment.name.text, [assignment]);
      else known.push(assignment);
    }
  }
  return written;
}

/** The steps that have led to the state at the cut, those of parent stages first. */
const lineOf = (plan: Plan, { stage, lastStep }: FinishedPart): readonly Step[] =>
  [...downFrom(plan, stage)]
    .reverse()
    .flatMap((each) => plan.steps.slice(each.firstStep, each === stage ? lastStep + 1 : each.endStep));
