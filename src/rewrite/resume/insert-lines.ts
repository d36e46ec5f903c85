import type { DockerfileTree, Instruction } from '../../syntax/tree.js';
import { insertAt, type Edit } from '../edit.js';
import { lineEnd } from './line-end.js';

/** Adds lines behind an instruction, which may be the file's last and lack its line end. */
export function insertLines(tree: DockerfileTree, after: Instruction, lines: readonly string[]): Edit {
  const end = lineEnd(tree);
  const offset = after.range.end;
  const isTerminated = tree.text[offset - 1] === '\n';
  const text = lines.join(end);
  return insertAt(offset, isTerminated ? text + end : end + text);
}
