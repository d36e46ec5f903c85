import type { AssignInstruction } from '../../syntax/tree.js';
import { bind } from '../state/bindings.js';
import { configured, recordPairs, type Lowered, type LoweringContext } from './lowering.js';

export function lowerLabel(instruction: AssignInstruction, { state, expand }: LoweringContext): Lowered {
  const added = instruction.assignments.map(({ name, value }) => [expand(name), expand(value)] as const);
  return configured({ ...state, labels: bind(state.labels, added) }, recordPairs('LABEL', added));
}
