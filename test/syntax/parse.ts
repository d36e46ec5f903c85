// What the parser reads: `fixtures/parse/NAME.Dockerfile`, and in `NAME.expected` its nodes with their lines.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { locate } from '../../src/messages/range.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { print } from '../../src/syntax/print.js';
import type { DockerfileTree, Node } from '../../src/syntax/tree.js';
import { checkRanges } from '../helpers/check-ranges.js';
import { projectFolder } from '../helpers/corpus.js';
import { printExpression } from '../helpers/s-expression.js';

const folder = join(projectFolder, 'fixtures/parse');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.Dockerfile'))
  .map((name) => name.slice(0, -'.Dockerfile'.length));

/** The lines of a node; its type or its expression; under an instruction, the bodies of its heredocs. */
function printNode(tree: DockerfileTree, node: Node): string {
  const { line } = locate(tree.text, node.range.start);
  if (node.type !== 'instruction') {
    const { name, value } = node.directive ?? {};
    return `${line} ${node.type}${name === undefined ? '' : ` ${name} ${value ?? ''}`}\n`;
  }
  const bodies = node.heredocs.map(
    ({ name, fileDescriptor, expand, chomp, body }) =>
      `  ${JSON.stringify({ name, fileDescriptor, expand, chomp, body })}\n`,
  );
  return `${node.line}-${node.endLine} ${printExpression(tree, node)}\n${bodies.join('')}`;
}

for (const name of names) {
  test(`${name} is read as it should be`, (t) => {
    const text = readFileSync(join(folder, `${name}.Dockerfile`), 'utf8');
    const { tree, messages } = parseDockerfile(text);
    const nodes = tree.nodes.map((node) => printNode(tree, node)).join('');
    t.is(nodes, readFileSync(join(folder, `${name}.expected`), 'utf8'));
    t.is(print(tree), text);
    t.deepEqual(checkRanges(tree, messages), []);
    t.deepEqual(
      messages.filter((message) => message.severity === 'error'),
      [],
    );
  });
}
