import { trimText } from '../syntax/scan/blanks.js';
import type { DockerfileTree, Instruction } from '../syntax/tree.js';

/**
 * The comments that belong to each instruction, without their `#`. As BuildKit gathers them: blank lines between do
 * not part them from it (its documentation says otherwise), a line with nothing but `#` does, directives are none;
 * and of an indented comment only the first blank is dropped, so that it keeps its `#`.
 */
export function commentsAbove({ text, nodes }: DockerfileTree): ReadonlyMap<Instruction, readonly string[]> {
  const above = new Map<Instruction, readonly string[]>();
  let comments: string[] = [];
  for (const node of nodes) {
    if (node.type === 'instruction') {
      if (comments.length > 0) above.set(node, comments);
      comments = [];
    } else if (node.type === 'comment') {
      const comment = trimText(text.slice(node.range.start + 1, node.range.end));
      if (comment === '') comments = [];
      else comments.push(comment);
    }
  }
  return above;
}
