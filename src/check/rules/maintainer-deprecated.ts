import { pageOf, spotIn, type Rule } from '../rule.js';

export const maintainerDeprecated: Rule = {
  name: 'MaintainerDeprecated',
  address: pageOf('maintainer-deprecated'),
  severity: 'warning',
  find: ({ tree }) =>
    tree.instructions.flatMap((instruction) => {
      if (instruction.keyword !== 'MAINTAINER') return [];
      const author = instruction.word.text.replaceAll(/^"|"$/g, '').replaceAll(/(["\\])/g, '\\$1');
      return [
        spotIn(instruction, instruction.keywordRange, {
          text: 'MAINTAINER is deprecated: a label says the same, and other tools read it',
          hint: `write \`LABEL org.opencontainers.image.authors="${author}"\``,
        }),
      ];
    }),
};
