import type { AssignInstruction } from '../../syntax/tree.js';
import { setEnvironment } from '../state/scope.js';
import { configured, recordPairs, type Lowered, type LoweringContext } from './lowering.js';

/** All pairs of one ENV see the environment from before it. */
export function lowerEnv(instruction: AssignInstruction, { state, expand }: LoweringContext): Lowered {
  const pairs = instruction.assignments.map(({ name, value }) => [expand(name), expand(value)] as const);
  return configured(setEnvironment(state, pairs), recordPairs('ENV', pairs));
}
