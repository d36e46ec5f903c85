// A Dockerfile's tokens, for whoever colours it: in the order of the file, never overlapping; what is no token is
// plain text.
import type { ReadScriptTokens } from '../shell/script-highlighter.js';
import type { DockerfileTree, Node } from '../syntax/tree.js';
import { highlightInstruction, type Surroundings } from './highlight-instruction.js';
import type { Token } from './token.js';
import { trimmedRange } from './trimmed-range.js';

export type { ReadScriptTokens } from '../shell/script-highlighter.js';

/** Without `readTokens` scripts are plain text, and nothing needs to be loaded. */
export function highlight(tree: DockerfileTree, readTokens?: ReadScriptTokens): Token[] {
  const stageNames = new Set(
    tree.instructions.flatMap((each) =>
      each.keyword === 'FROM' && each.stageName !== undefined ? [each.stageName.text.toLowerCase()] : [],
    ),
  );
  let shell: string | undefined;
  return tree.nodes.flatMap((node) => {
    if (node.type === 'instruction') {
      if (node.keyword === 'FROM') shell = undefined;
      if (node.keyword === 'SHELL') shell = node.arguments[0];
    }
    return highlightNode(node, {
      file: tree.text,
      escape: tree.escape,
      stageNames,
      // With the backquote as escape character it is most likely a Windows image, until SHELL says otherwise.
      shell: shell ?? (tree.escape === '\\' ? '/bin/sh' : 'cmd'),
      ...(readTokens === undefined ? {} : { readTokens }),
    });
  });
}

function highlightNode(node: Node, surroundings: Surroundings): Token[] {
  if (node.type === 'instruction') return highlightInstruction(node, surroundings);
  if (node.type !== 'comment' && node.type !== 'directive') return [];
  const range = trimmedRange(surroundings.file, node.range);
  return range.end > range.start ? [{ type: node.type, ...range }] : [];
}
