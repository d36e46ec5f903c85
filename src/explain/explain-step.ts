import type { Step } from '../plan/plan.js';
import { doByHand } from './by-hand/do-by-hand.js';
import { describeStep } from './describe-step.js';
import type { Explained } from './explained.js';
import type { StepExplanation } from './explanation.js';
import { explainWords } from './explain-words.js';
import { keyInputs } from './key-inputs.js';
import { seenVariables } from './seen-variables.js';

/** Everything that is said of one step. Base images that the plan does not know are taken as they are in it. */
export function explainStep(explained: Explained, step: Step): StepExplanation {
  const { outline, plan } = explained;
  const { line, endLine, range, trigger } = step;
  return {
    step: step.id,
    stage: outline.stages[step.stage]?.name ?? String(step.stage),
    line,
    endLine,
    range,
    instruction: step.text,
    trigger,
    kind: kindOf(step),
    does: describeStep(outline, step, plan.steps[step.id - 1]?.after ?? step.after),
    key: keyInputs(outline, plan, step),
    words: explainWords(outline, plan, step),
    sees: seenVariables(outline, plan, step),
    byHand: doByHand(explained, step),
  };
}

function kindOf({ action }: Step): StepExplanation['kind'] {
  if (action.type === 'from') return 'base';
  return action.type === 'configure' ? 'metadata' : 'layer';
}
