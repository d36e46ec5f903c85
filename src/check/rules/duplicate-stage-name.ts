import { pageOf, spotOfFile, type Rule } from '../rule.js';

export const duplicateStageName: Rule = {
  name: 'DuplicateStageName',
  address: pageOf('duplicate-stage-name'),
  severity: 'warning',
  find: ({ outline }) => {
    const lineOfName = new Map<string, number>();
    return outline.stages.flatMap(({ from }) => {
      const name = from.stageName?.text.toLowerCase();
      if (from.stageName === undefined || name === undefined) return [];
      const earlier = lineOfName.get(name);
      lineOfName.set(name, from.line);
      if (earlier === undefined) return [];
      const text = `a stage \`${name}\` begins on line ${String(earlier)} already; from here on the name means this one`;
      return [spotOfFile(from, from.stageName.range, { text, hint: 'give one of the two another name' })];
    });
  },
};
