import type { Step } from '../../plan/plan.js';
import { countBound } from '../../plan/state/bindings.js';
import type { Explained } from '../explained.js';
import type { ByHand } from '../explanation.js';
import {
  commitLine,
  createLine,
  mostTold,
  openHandContext,
  removeLine,
  tooMany,
  type HandContext,
} from './by-hand-context.js';
import { configureByHand } from './configure-by-hand.js';
import { copyByHand } from './copy-by-hand.js';
import { beginByHand } from './begin-by-hand.js';
import { runByHand } from './run-by-hand.js';

/** The docker commands that lead from the image of the step before to the one after. */
export function doByHand(explained: Explained, step: Step): ByHand {
  const context = openHandContext(explained, step);
  const { action } = step;
  const triggers = countBound(step.after.triggers);
  if (triggers > mostTold) return { commands: [], limits: [tooMany(triggers, 'ONBUILD instructions')] };
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
