import { problem } from '../../messages/message.js';
import type { WordsInstruction } from '../../syntax/tree.js';
import { bind, isBound } from '../state/bindings.js';
import { configured, type Lowered, type LoweringContext } from './lowering.js';

/** The text is kept as written, relative or not; no folder is made (seen on BuildKit). */
export function lowerVolume(
  instruction: WordsInstruction,
  { state, expand, messages }: LoweringContext,
): Lowered {
  const volumes: string[] = [];
  for (const word of instruction.words) {
    const path = expand(word).trim();
    if (path === '')
      messages.push(problem('argument-invalid', word.range, 'VOLUME: expected a path, found an empty one'));
    else volumes.push(path);
  }
  const added = volumes.filter((path) => !isBound(state.volumes, path)).map((path) => [path, true] as const);
  return configured({ ...state, volumes: bind(state.volumes, added) }, `VOLUME [${volumes.join(' ')}]`);
}
