import type { Instruction } from '../../syntax/tree.js';
import { commentsAbove } from '../comments-above.js';
import { pageOf, spotIn, type Rule, type Spot } from '../rule.js';

/**
 * A comment right above a named stage or an ARG is its description, which docker build prints with `--call=outline` and
 * `--call=targets`, and begins with its name.
 */
export const invalidDefinitionDescription: Rule = {
  name: 'InvalidDefinitionDescription',
  address: pageOf('invalid-definition-description'),
  severity: 'warning',
  experimental: true,
  find: ({ tree }) => {
    const above = commentsAbove(tree);
    return tree.instructions.flatMap((instruction) =>
      findDescription(instruction, above.get(instruction)?.at(-1)),
    );
  },
};

function findDescription(instruction: Instruction, comment: string | undefined): Spot[] {
  const names = describedNames(instruction);
  const [name] = names;
  const [begin = ''] = comment?.split(' ', 1) ?? [];
  if (comment === undefined || name === undefined || names.includes(begin)) return [];
  const what = instruction.keyword === 'FROM' ? 'stage' : 'argument';
  const text = `the comment above is taken for a description of the ${what}, and does not begin with its name`;
  const hint = `write \`# ${name} …\`; if it describes something else, put a line with only \`#\` between`;
  return [spotIn(instruction, instruction.keywordRange, { text, hint })];
}

/** Stages in lower case, as BuildKit names them. */
function describedNames(instruction: Instruction): string[] {
  if (instruction.keyword === 'ARG') return instruction.assignments.map(({ name }) => name.text);
  if (instruction.keyword !== 'FROM' || instruction.stageName === undefined) return [];
  return [instruction.stageName.text.toLowerCase()];
}
