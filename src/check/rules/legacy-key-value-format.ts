import { pageOf, spotAt, type Rule } from '../rule.js';

export const legacyKeyValueFormat: Rule = {
  name: 'LegacyKeyValueFormat',
  address: pageOf('legacy-key-value-format'),
  severity: 'warning',
  find: ({ visits }) =>
    visits.flatMap((visit) => {
      const { instruction } = visit;
      if (instruction.keyword !== 'ENV' && instruction.keyword !== 'LABEL') return [];
      const [pair] = instruction.assignments;
      if (instruction.legacy === undefined || pair === undefined) return [];
      const { keyword } = instruction;
      const text = `${keyword} with a blank between name and value: all of the line is the one value`;
      const hint = `write \`${keyword} ${pair.name.text}=${quoteValue(pair.value.text)}\``;
      return [spotAt(visit, pair.name.range, { text, hint })];
    }),
};

/** A value with blanks or signs needs quotes; one that has quotes of its own is the user's to mend. */
function quoteValue(value: string): string {
  if (/^[\w@%+=:,./${}-]+$/.test(value) || /["'\\]/.test(value)) return value;
  return `"${value}"`;
}
