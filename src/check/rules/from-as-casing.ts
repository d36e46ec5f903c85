import { spelledKeyword } from '../spelled-keyword.js';
import { pageOf, spotIn, type Rule } from '../rule.js';

/** AS is spelled as FROM is. A FROM in mixed case has a rule of its own. */
export const fromAsCasing: Rule = {
  name: 'FromAsCasing',
  address: pageOf('from-as-casing'),
  severity: 'warning',
  find: ({ outline }) =>
    outline.stages.flatMap(({ from }) => {
      const keyword = spelledKeyword(from);
      const { as } = from;
      const fitting = keyword === 'from' ? 'as' : keyword === 'FROM' ? 'AS' : undefined;
      if (as === undefined || fitting === undefined || as.text === fitting) return [];
      const text = `\`${as.text}\` beside \`${keyword}\`: the two are spelled in different cases`;
      return [spotIn(from, as.range, { text, hint: `write \`${fitting}\`` })];
    }),
};
