import type { WordInstruction } from '../../syntax/tree.js';
import { joinPath } from '../paths.js';
import { reconfigure, type Lowered, type LoweringContext } from './lowering.js';

export function lowerWorkdir(instruction: WordInstruction, { state, expand }: LoweringContext): Lowered {
  const path = joinPath(state.config.WorkingDir ?? '/', expand(instruction.word));
  return {
    action: { type: 'workdir', path, user: state.config.User ?? '' },
    state: reconfigure(state, { WorkingDir: path }),
  };
}
