import { locate } from '../../messages/range.js';
import type { Instruction, Leaf } from '../../syntax/tree.js';
import { pageOf, spotOfFile, type Rule, type Spot } from '../rule.js';

/** One finding an instruction; BuildKit reports it at the last line that the continuation joins. */
export const noEmptyContinuation: Rule = {
  name: 'NoEmptyContinuation',
  address: pageOf('no-empty-continuation'),
  severity: 'warning',
  find: ({ tree }) => tree.instructions.flatMap((instruction) => findBlank(instruction, tree.text)),
};

function findBlank(instruction: Instruction, text: string): Spot[] {
  const joined = instruction.leaves.filter(({ type }) => type !== 'heredoc-body' && type !== 'heredoc-end');
  const blank = joined.find(({ type }) => type === 'blank');
  const last = joined.at(-1);
  if (blank === undefined || last === undefined) return [];
  const spot = spotOfFile(instruction, placeOf(blank), {
    text: 'an empty line inside a continuation, which BuildKit will refuse one day',
    hint: 'delete it, or write a `#` on it',
  });
  const { line } = locate(text, last.range.start);
  return [{ ...spot, lines: { first: line, last: line } }];
}

/** The line's beginning: its end is what nobody sees. */
const placeOf = ({ range }: Leaf): Leaf['range'] => ({ start: range.start, end: range.start });
