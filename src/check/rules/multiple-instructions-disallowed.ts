import { linesOf, pageOf, spotAt, type Rule, type Spot } from '../rule.js';
import type { Visit } from '../visit-stages.js';

const single: readonly string[] = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'];

/** Reported is the earlier one, the one without effect; a comment above the later one silences it, as in BuildKit. */
export const multipleInstructionsDisallowed: Rule = {
  name: 'MultipleInstructionsDisallowed',
  address: pageOf('multiple-instructions-disallowed'),
  severity: 'warning',
  find: ({ visits }) => {
    const last = new Map<string, Visit>();
    return visits.flatMap((visit) => {
      const { keyword } = visit.instruction;
      if (!single.includes(keyword)) return [];
      const key = `${String(visit.stage.index)} ${keyword}`;
      const earlier = last.get(key);
      last.set(key, visit);
      return earlier === undefined ? [] : [spotOfEarlier(earlier, visit)];
    });
  },
};

function spotOfEarlier(earlier: Visit, later: Visit): Spot {
  const { keyword, keywordRange } = earlier.instruction;
  const { first } = linesOf(later.isTrigger ? later.from : later.instruction);
  const text = `this ${keyword} has no effect: the stage has another one on line ${String(first)}`;
  const spot = spotAt(earlier, keywordRange, { text, hint: 'delete one of the two' });
  const { heeds: _heeds, ...rest } = spot;
  return later.isTrigger ? rest : { ...rest, heeds: later.instruction };
}
