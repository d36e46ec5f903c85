import { readDelimiter } from './scan/scan-heredocs.js';
import type { Heredoc, InstructionBase } from './tree.js';

/** The heredoc that is all there is of a RUN: its body is the script, or a program (BuildKit, dispatchRun). */
export function loneHeredoc({
  heredocs,
  rest,
}: Pick<InstructionBase, 'heredocs' | 'rest'>): Heredoc | undefined {
  return readDelimiter(rest.text) === undefined ? undefined : heredocs[0];
}
