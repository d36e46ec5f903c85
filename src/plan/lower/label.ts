import type { AssignInstruction } from '../../syntax/tree.js';
import { configured, reconfigure, type Lowered, type LoweringContext } from './lowering.js';

export function lowerLabel(instruction: AssignInstruction, { state, expand }: LoweringContext): Lowered {
  const added = Object.fromEntries(
    instruction.assignments.map(({ name, value }) => [expand(name), expand(value)]),
  );
  return configured(reconfigure(state, { Labels: { ...state.config.Labels, ...added } }));
}
