import type { Instruction, Leaf } from '../../syntax/tree.js';
import { pageOf, spotOfFile, type Rule, type Spot } from '../rule.js';

/** One finding an instruction; BuildKit reports it at the last line that the continuation joins. */
export const noEmptyContinuation: Rule = {
  name: 'NoEmptyContinuation',
  address: pageOf('no-empty-continuation'),
  severity: 'warning',
  find: ({ tree }) => tree.instructions.flatMap(findBlank),
};

function findBlank(instruction: Instruction): Spot[] {
  const joined = instruction.leaves.filter(({ type }) => type !== 'heredoc-body' && type !== 'heredoc-end');
  const blank = joined.find(({ type }) => type === 'blank');
  if (blank === undefined) return [];
  const spot = spotOfFile(instruction, placeOf(blank), {
    text: 'an empty line inside a continuation, which BuildKit will refuse one day',
    hint: 'delete it, or write a `#` on it',
  });
  // Each of these leaves is a line.
  const line = instruction.line + joined.length - 1;
  return [{ ...spot, lines: { first: line, last: line } }];
}

/** The line's beginning: its end is what nobody sees. */
const placeOf = ({ range }: Leaf): Leaf['range'] => ({ start: range.start, end: range.start });
