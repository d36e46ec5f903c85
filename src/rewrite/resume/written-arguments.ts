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
      const name = assignment.name.text;
      written.set(name, [...(written.get(name) ?? []), assignment]);
    }
  }
  return written;
}

/** The steps that have led to the state at the cut, those of parent stages first. */
function lineOf({ stages, steps }: Plan, { stage, lastStep }: FinishedPart): readonly Step[] {
  let line = steps.slice(stage.firstStep, lastStep + 1);
  for (let { base } = stage; base.type === 'stage';) {
    const { index } = base;
    const parent = stages.find((each) => each.index === index);
    if (parent === undefined) break;
    line = [...steps.slice(parent.firstStep, parent.endStep), ...line];
    ({ base } = parent);
  }
  return line;
}
