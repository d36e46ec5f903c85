import { pageOf, spotOfFile, type Rule } from '../rule.js';

/** Names that already mean something after FROM and in --build-context. */
const reserved: Readonly<Record<string, string>> = {
  context: 'the build context',
  scratch: 'the empty base',
};

export const reservedStageName: Rule = {
  name: 'ReservedStageName',
  address: pageOf('reserved-stage-name'),
  severity: 'warning',
  find: ({ outline }) =>
    outline.stages.flatMap(({ from, name }) => {
      const meaning = Object.hasOwn(reserved, name) ? reserved[name] : undefined;
      if (from.stageName === undefined || meaning === undefined) return [];
      const text = `the stage name \`${name}\` already means ${meaning}`;
      return [spotOfFile(from, from.stageName.range, { text, hint: 'give the stage another name' })];
    }),
};
