import type { DockerfileTree, Node } from './tree.js';

/** The file, to the byte, from the leaves alone: what no leaf covers is missing in the output. */
export function print(tree: DockerfileTree): string {
  return tree.nodes
    .flatMap(leafRanges)
    .map(({ start, end }) => tree.text.slice(start, end))
    .join('');
}

function leafRanges(node: Node): { start: number; end: number }[] {
  return node.type === 'instruction' ? node.leaves.map((leaf) => leaf.range) : [node.range];
}
