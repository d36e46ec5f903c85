import type { DockerfileTree } from '../../syntax/tree.js';

/** How the file's first line ends, and so every line that is added to it. */
export function lineEnd({ text }: DockerfileTree): string {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}
