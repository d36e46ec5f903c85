// How a file breaks its long scripts: what is added looks like what is there.
import type { DockerfileTree, Escape, Instruction } from '../../syntax/tree.js';
import { lineEnd } from '../resume/line-end.js';

export interface LayoutStyle {
  /** Of a continued line. */
  readonly indent: string;
  /** `&&` begins a line; else it ends one. */
  readonly isLeading: boolean;
  /** A line end of the file. */
  readonly end: string;
  readonly escape: Escape;
}

/** That of the instruction, else of the first RUN of the file that has more than one line, else four blanks. */
export function readStyle(tree: DockerfileTree, instruction: Instruction): LayoutStyle {
  const others = tree.instructions.filter(({ keyword }) => keyword === 'RUN');
  const lines = [instruction, ...others]
    .map((each) => continuedLines(tree, each))
    .find((each) => each.length > 0);
  const [first = '    '] = lines ?? [];
  const leading = lines?.find((line) => /^\s*&&/.test(line));
  return {
    indent: /^\s*/.exec(leading ?? first)?.[0] ?? '',
    isLeading: leading !== undefined,
    end: lineEnd(tree),
    escape: tree.escape,
  };
}

/** The code lines of the instruction after its first that say something. */
const continuedLines = ({ text, escape }: DockerfileTree, { leaves }: Instruction): string[] =>
  leaves
    .slice(1)
    .filter(({ type }) => type === 'code')
    .map(({ range }) => text.slice(range.start, range.end).replace(/[\r\n]+$/, ''))
    .filter((line) => line.trim() !== '' && line.trim() !== escape);

/** What stands between two commands: the joint, and the break of the line. */
export function jointText(joint: string, { indent, isLeading, end, escape }: LayoutStyle): string {
  if (joint === ';') return `; ${escape}${end}${indent}`;
  return isLeading ? ` ${escape}${end}${indent}&& ` : ` && ${escape}${end}${indent}`;
}
