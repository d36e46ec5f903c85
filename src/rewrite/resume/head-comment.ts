import type { Plan } from '../../plan/plan.js';
import type { DockerfileTree } from '../../syntax/tree.js';
import { insertAt, type Edit } from '../edit.js';
import type { FinishedPart } from './find-finished-parts.js';
import { lineEnd } from './line-end.js';

/** One line that says what the file is. Directives count only at the very start, so it comes after them. */
export function headComment(tree: DockerfileTree, plan: Plan, parts: readonly FinishedPart[]): Edit {
  const last = parts.at(-1);
  const line = last === undefined ? undefined : plan.steps[last.lastStep]?.line;
  const place = line === undefined ? '' : ` after line ${line} of the original`;
  const comment = `# refrom: goes on${place}; what is done is in the images that FROM names`;
  return insertAt(directivesEnd(tree), comment + lineEnd(tree));
}

/** The end of the directives, and of a `#!` line before them. */
function directivesEnd({ nodes, text }: DockerfileTree): number {
  let end = 0;
  for (const { type, range } of nodes) {
    const isShebang = type === 'comment' && text.startsWith('#!', range.start);
    if (type !== 'bom' && type !== 'directive' && !isShebang) break;
    end = range.end;
  }
  return end;
}
