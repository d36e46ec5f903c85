// From a Dockerfile's text to its tree: the scanner cuts instructions, the readers read them.
import type { Message } from '../messages/message.js';
import { checkEncoding, checkLines } from './check-lines.js';
import { checkStructure, checkTrigger } from './check-structure.js';
import { scanDirectives } from './scan/scan-directives.js';
import { scanNode } from './scan-node.js';
import type { Cursor } from './scan/take-line.js';
import type { DockerfileTree, Escape, Instruction, Node, Trivia } from './tree.js';

export interface ParsedDockerfile {
  readonly tree: DockerfileTree;
  readonly messages: readonly Message[];
}

/**
 * Parses a Dockerfile. Never throws: what is wrong with the file is in `messages`, in the order of the file,
 * and the tree prints to `text` whatever stands in it. An instruction with an error has the keyword ''.
 */
export function parseDockerfile(text: string): ParsedDockerfile {
  const cursor: Cursor = { text, offset: 0, line: 1 };
  const mark = takeByteOrderMark(cursor);
  const zone = scanDirectives(cursor);
  const messages = [...zone.messages];
  const nodes = scanNodes(cursor, zone.escape, [...mark, ...zone.trivia], messages);
  return finish(text, zone.escape, nodes, messages, checkStructure);
}

/**
 * Parses an ONBUILD trigger, as BuildKit does when an image is used in FROM: a document of its own, whose
 * escape character is again the backslash, and which holds one instruction.
 */
export function parseTrigger(text: string): ParsedDockerfile {
  const messages: Message[] = [];
  const nodes = scanNodes({ text, offset: 0, line: 1 }, '\\', [], messages);
  return finish(text, '\\', nodes, messages, checkTrigger);
}

function takeByteOrderMark(cursor: Cursor): Trivia[] {
  if (!cursor.text.startsWith('\uFEFF')) return [];
  cursor.offset = 1;
  return [{ type: 'bom', range: { start: 0, end: 1 } }];
}

function scanNodes(cursor: Cursor, escape: Escape, before: readonly Node[], messages: Message[]): Node[] {
  const nodes: Node[] = [...before];
  for (;;) {
    const node = scanNode(cursor, escape, messages);
    if (node === undefined) return nodes;
    nodes.push(node);
  }
}

function finish(
  text: string,
  escape: Escape,
  nodes: readonly Node[],
  messages: readonly Message[],
  check: (tree: DockerfileTree) => readonly Message[],
): ParsedDockerfile {
  const instructions = nodes.filter((node): node is Instruction => node.type === 'instruction');
  const tree = { text, escape, nodes, instructions };
  const all = [...messages, ...checkLines(text), ...checkEncoding(text), ...check(tree)];
  return { tree, messages: all.sort((one, other) => one.range.start - other.range.start) };
}
