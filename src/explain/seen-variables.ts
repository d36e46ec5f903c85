// Commands are not expanded by the builder: the process gets the variables, and a shell in it may expand them.
import type { Outline } from '../plan/outline.js';
import type { Plan, Step } from '../plan/plan.js';
import { isBound } from '../plan/state/bindings.js';
import { explainVariable } from './explain-words.js';
import type { ExplainedVariable } from './explanation.js';

/** The variables of ENV and ARG that a RUN names with a dollar sign, in the order in which they are named. */
export function seenVariables(outline: Outline, plan: Plan, step: Step): ExplainedVariable[] {
  const { action } = step;
  if (action.type !== 'run') return [];
  const text = `${action.command.join(' ')}\n${action.file?.content ?? ''}`;
  const named = new Set([...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name));
  return [...named]
    .filter((name) => isBound(action.scope.variables, name))
    .map((name) => explainVariable(outline, plan, step, name));
}
