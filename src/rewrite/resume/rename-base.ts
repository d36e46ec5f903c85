import type { DockerfileTree } from '../../syntax/tree.js';
import { replaceRange, type Edit } from '../edit.js';
import type { FinishedPart } from './find-finished-parts.js';
import { lineEnd } from './line-end.js';

/** Puts the checkpoint into FROM; flags, name, and the lines it stands on stay. */
export function renameBase(
  tree: DockerfileTree,
  { from, image }: Pick<FinishedPart, 'from' | 'image'>,
): Edit {
  const { range } = from.image;
  // An image name that is broken over lines: as many continuations in front of the new one.
  const breaks = tree.text.slice(range.start, range.end).split('\n').length - 1;
  return replaceRange(range, (tree.escape + lineEnd(tree)).repeat(breaks) + image);
}
