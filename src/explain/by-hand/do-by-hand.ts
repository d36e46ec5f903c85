import type { Outline } from '../../plan/outline.js';
import type { Plan, Step } from '../../plan/plan.js';
import type { ByHand } from '../explanation.js';
import { commitLine, createLine, openHandContext, removeLine, type HandContext } from './by-hand-context.js';
import { configureByHand } from './configure-by-hand.js';
import { copyByHand } from './copy-by-hand.js';
import { beginByHand } from './begin-by-hand.js';
import { runByHand } from './run-by-hand.js';

/** The docker commands that lead from the image of the step before to the one after. */
export function doByHand(outline: Outline, plan: Plan, step: Step): ByHand {
  const context = openHandContext(outline, plan, step);
  const { action } = step;
  switch (action.type) {
    case 'from':
      return beginByHand(context, action);
    case 'run':
      return runByHand(context, action);
    case 'copy':
      return copyByHand(context, action);
    case 'workdir':
      return workByHand(context, action.path, action.user);
    case 'configure':
      return configureByHand(context);
  }
}

/** docker create makes the folder that a container is to start in. */
function workByHand(context: HandContext, path: string, user: string): ByHand {
  const isRoot = /^(?:0|root)?(?::|$)/.test(user);
  return {
    commands: [createLine(context, ['-w', path]), commitLine(context, []), removeLine()],
    limits: isRoot
      ? []
      : [`a folder that docker create makes is root's; one that WORKDIR makes is ${user}'s`],
  };
}
