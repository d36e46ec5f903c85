// Which words the builder expanded, and where each variable in them had its value from.
import { expandWord } from '../plan/expand/expand-word.js';
import type { Outline } from '../plan/outline.js';
import type { Plan, Step } from '../plan/plan.js';
import { valueIn } from '../plan/state/scope.js';
import { instructionOf, traceExpansions } from '../plan/trace-expansions.js';
import { variableOrigin } from '../plan/variable-origin.js';
import type { ExplainedVariable, ExplainedWord } from './explanation.js';
import { isHidden } from './hidden.js';

export function explainWords(outline: Outline, plan: Plan, step: Step): ExplainedWord[] {
  const words = traceExpansions(outline, plan, step).map(({ word, value, used, unset }) => ({
    text: word.text,
    value,
    names: [...used, ...unset],
  }));
  return [...words, ...bodiesOf(outline, plan, step)].flatMap(({ text, value, names }) => {
    if (names.length === 0) return [];
    const variables = names.map((name) => explainVariable(outline, plan, step, name));
    const hides = names.some((name) => isHidden(outline, name));
    return [{ text, value: hides ? null : value, variables }];
  });
}

/** One variable as the step sees it. In an ARG, a name may be set by the same instruction. */
export function explainVariable(outline: Outline, plan: Plan, step: Step, name: string): ExplainedVariable {
  const origin = variableOrigin(outline, plan, step, name);
  const seen = step.keyword === 'FROM' ? outline.globals.values[name] : seenBefore(plan, step, name);
  const after = valueIn(step.after, name);
  if (seen === undefined && step.keyword === 'ARG' && after !== undefined) {
    return { name, value: shown(outline, name, after), origin: own(step) };
  }
  return { name, value: shown(outline, name, seen), origin };
}

function seenBefore({ steps }: Plan, { id }: Step, name: string): string | undefined {
  const before = steps[id - 1]?.after;
  return before && valueIn(before, name);
}

const own = ({ line }: Step): ExplainedVariable['origin'] => ({ type: 'default', line });

const shown = (outline: Outline, name: string, value: string | undefined): string | null =>
  value === undefined || isHidden(outline, name) ? null : value;

/** Inline files of COPY and ADD are expanded without quote processing. */
function bodiesOf(
  outline: Outline,
  plan: Plan,
  step: Step,
): { text: string; value: string; names: string[] }[] {
  const instruction = instructionOf(outline, step);
  if (instruction?.keyword !== 'COPY' && instruction?.keyword !== 'ADD') return [];
  const lookup = (name: string): string | undefined => seenBefore(plan, step, name);
  return instruction.heredocs.flatMap(({ name, body, expand }) => {
    const result = expand ? expandWord(body, { lookup, escape: '\\', keepQuotes: true }) : undefined;
    if (result === undefined || 'problem' in result) return [];
    return [{ text: `<<${name}`, value: result.value, names: [...result.used, ...result.unset] }];
  });
}
