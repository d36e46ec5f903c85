import type { WordInstruction } from '../../syntax/tree.js';
import { joinPath } from '../paths.js';
import { configured, reconfigure, type Lowered, type LoweringContext } from './lowering.js';

/** An absolute path is kept as it is written, and the root needs no folder (BuildKit, dispatchWorkdir). */
export function lowerWorkdir(instruction: WordInstruction, { state, expand }: LoweringContext): Lowered {
  const written = expand(instruction.word);
  const isAbsolute = written.startsWith('/');
  const folder = isAbsolute ? written : joinPath(state.settings.WorkingDir ?? '/', written);
  const next = reconfigure(state, { WorkingDir: folder });
  const path = joinPath('/', folder);
  const record = `WORKDIR ${folder}`;
  if (path === '/') return configured(next, record);
  return { action: { type: 'workdir', path, user: state.settings.User ?? '' }, state: next, record };
}
