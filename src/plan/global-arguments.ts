import type { ArgInstruction, DockerfileTree } from '../syntax/tree.js';

/** ARG instructions before the first FROM. */
export function globalArguments(tree: DockerfileTree): ArgInstruction[] {
  const firstFrom = tree.instructions.findIndex((instruction) => instruction.keyword === 'FROM');
  const before = firstFrom === -1 ? tree.instructions : tree.instructions.slice(0, firstFrom);
  return before.filter((instruction) => instruction.keyword === 'ARG');
}
