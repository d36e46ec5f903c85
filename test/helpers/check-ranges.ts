// Everything that must hold of the ranges of any tree, whatever the file.
import type { Message } from '../../src/messages/message.js';
import { locate, type Range } from '../../src/messages/range.js';
import { sourceRange } from '../../src/syntax/source-range.js';
import type { DockerfileTree, Instruction } from '../../src/syntax/tree.js';

/** The rules that are broken, in words; none for a right tree. */
export function checkRanges(tree: DockerfileTree, messages: readonly Message[]): string[] {
  const whole = { start: 0, end: tree.text.length };
  return [
    ...checkTiling(
      'the nodes',
      whole,
      tree.nodes.map((node) => node.range),
    ),
    ...tree.instructions.flatMap((instruction) => checkInstruction(tree, instruction)),
    ...messages.flatMap(({ code, range }) =>
      isInside(range, whole) ? [] : [`${code} lies outside the file`],
    ),
    ...(isSorted(messages) ? [] : ['messages are not in the order of the file']),
  ];
}

function checkInstruction(tree: DockerfileTree, instruction: Instruction): string[] {
  const { range, leaves, line, endLine, logical, rest, keywordRange, flags } = instruction;
  const name = `line ${line}`;
  const code = leaves.filter((leaf) => leaf.type === 'code').map((leaf) => leaf.range);
  const length = logical.pieces.reduce((sum, piece) => sum + piece.length, 0);
  return [
    ...checkTiling(
      `${name}: the leaves`,
      range,
      leaves.map((leaf) => leaf.range),
    ),
    ...(locate(tree.text, range.start).line === line ? [] : [`${name}: first line`]),
    ...(locate(tree.text, Math.max(range.start, range.end - 1)).line === endLine
      ? []
      : [`${name}: last line ${endLine}`]),
    ...(length === logical.text.length ? [] : [`${name}: the pieces do not make the logical text`]),
    ...logical.pieces
      .filter(
        (piece) =>
          !code.some((each) => piece.source >= each.start && piece.source + piece.length <= each.end),
      )
      .map(() => `${name}: a piece lies outside the code`),
    ...logical.pieces
      .filter(
        ({ logical: start, source, length: count }) =>
          logical.text.slice(start, start + count) !== tree.text.slice(source, source + count),
      )
      .map(() => `${name}: a piece has another text than its source`),
    ...(logical.text.slice(rest.start, rest.start + rest.text.length) === rest.text ? [] : [`${name}: rest`]),
    ...[keywordRange, ...flags.map((flag) => flag.range), ...wordRanges(instruction), restRange(instruction)]
      .filter((each) => !isInside(each, range))
      .map((each) => `${name}: [${each.start}, ${each.end}) lies outside the instruction`),
  ];
}

const restRange = ({ logical, rest }: Instruction): Range =>
  sourceRange(logical, rest.start, rest.start + rest.text.length);

/** The ranges of all words in an instruction, wherever they stand. */
function wordRanges(value: unknown): Range[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('range' in value && 'text' in value) return [value.range as Range];
  return Object.values(value).flatMap(wordRanges);
}

function checkTiling(name: string, whole: Range, ranges: readonly Range[]): string[] {
  const ends = [whole.start, ...ranges.map((range) => range.end)];
  const gaps = ranges.filter((range, index) => range.start !== ends[index] || range.end <= range.start);
  const covered = ends.at(-1) === whole.end;
  return [
    ...gaps.map((range) => `${name} do not tile at ${range.start}`),
    ...(covered ? [] : [`${name} end early`]),
  ];
}

const isInside = (range: Range, whole: Range): boolean =>
  range.start >= whole.start && range.end <= whole.end && range.start <= range.end;

const isSorted = (messages: readonly Message[]): boolean =>
  messages.every(({ range }, index) => index === 0 || range.start >= (messages[index - 1]?.range.start ?? 0));
