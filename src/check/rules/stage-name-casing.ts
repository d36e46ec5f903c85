import { pageOf, spotIn, type Rule } from '../rule.js';

/** Names of stages are case-insensitive; one way of writing them is enough. */
export const stageNameCasing: Rule = {
  name: 'StageNameCasing',
  address: pageOf('stage-name-casing'),
  severity: 'warning',
  find: ({ outline }) =>
    outline.stages.flatMap(({ from }) => {
      const name = from.stageName;
      if (name === undefined || name.text === name.text.toLowerCase()) return [];
      const text = `the stage name \`${name.text}\` has upper-case letters, and names of stages know no case`;
      return [spotIn(from, name.range, { text, hint: `write \`${name.text.toLowerCase()}\`` })];
    }),
};
