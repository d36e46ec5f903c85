// A RUN written anew, where its commands cannot be put in their places: each on a line of its own, flags and comments kept.
import type { CommandPart } from '../../shell/split-commands.js';
import { tokenizeScript } from '../../shell/tokenize-script.js';
import { sourceOffset } from '../../syntax/source-range.js';
import type { DockerfileTree, RunInstruction } from '../../syntax/tree.js';
import { jointAt, type ScriptParts } from './edit-script.js';
import { readStyle } from './layout-style.js';
import type { MergedCommands } from './merge-commands.js';

export interface Statement {
  readonly text: string;
  /** What joins it to the next. */
  readonly joint: string;
  /** Lines of comments that stand before it. */
  readonly comments: readonly string[];
}

/** All commands of the new script in order. */
export function listStatements(
  tree: DockerfileTree,
  instruction: RunInstruction,
  { place, parts }: ScriptParts,
  { corrections, insertions }: MergedCommands,
): readonly Statement[] {
  const comments = commentsOf(tree, instruction);
  const startOf = ({ start }: CommandPart): number => sourceOffset(place.logical, place.start + start);
  const before = (at: number): string[] =>
    comments.splice(0, comments.findLastIndex((each) => each.at < at) + 1).map(({ text }) => text);
  const inserted = (at: number): Statement[] =>
    insertions
      .filter((each) => each.before === at)
      .map(({ text }) => ({ text, joint: jointAt(parts, at, place.form), comments: [] }));
  const statements = parts.flatMap((part, index) => {
    const text = corrections.get(index) ?? place.script.slice(part.start, part.end);
    const isFollowed = index + 1 < parts.length;
    const joint = isFollowed ? part.joint : jointAt(parts, parts.length, place.form);
    const own = place.form === 'exec' ? [] : before(startOf(part));
    return [...inserted(index), { text, joint, comments: own }];
  });
  const all = [...statements, ...inserted(parts.length)];
  const last = all.pop();
  if (last === undefined) return all;
  return [...all, { ...last, comments: [...last.comments, ...comments.map(({ text }) => text)] }];
}

const commentsOf = ({ text }: DockerfileTree, { leaves }: RunInstruction): { at: number; text: string }[] =>
  leaves
    .filter(({ type }) => type === 'comment')
    .map(({ range }) => ({ at: range.start, text: text.slice(range.start, range.end).trim() }));

/** The keyword and the flags as they are written, with the blanks behind them. */
const headOf = ({ text }: DockerfileTree, { range, logical, rest, keywordRange }: RunInstruction): string =>
  rest.text === ''
    ? `${text.slice(range.start, keywordRange.end)} `
    : text.slice(range.start, sourceOffset(logical, rest.start));

/** `RUN one && \\` and so on. */
export function writeShellForm(
  tree: DockerfileTree,
  instruction: RunInstruction,
  statements: readonly Statement[],
): string {
  const { indent, isLeading, end, escape } = readStyle(tree, instruction);
  const head = headOf(tree, instruction);
  const lines = statements.flatMap(({ text, joint, comments }, index) => {
    const isFirst = index === 0;
    const isAfterAnd = !isFirst && statements[index - 1]?.joint !== ';';
    const ending = joint === ';' ? `; ${escape}` : isLeading ? ` ${escape}` : ` && ${escape}`;
    const code =
      (isLeading && isAfterAnd ? '&& ' : '') + text + (index === statements.length - 1 ? '' : ending);
    const remarks = comments.map((comment) => indent + comment);
    if (!isFirst || remarks.length > 0)
      return [...(isFirst ? [`${head.trimEnd()} ${escape}`] : []), ...remarks, indent + code];
    return [head + code];
  });
  return lines.join(end);
}

/** `RUN <<EOF` and a line for each: the one form that can hold line ends. */
export function writeHeredoc(
  tree: DockerfileTree,
  instruction: RunInstruction,
  statements: readonly Statement[],
): string {
  const { end } = readStyle(tree, instruction);
  const stops = statements.some(({ text }) => /^set\s+-\w*e/.test(text));
  const lines = statements.flatMap(({ text, comments }) => [...comments, ...text.split(/\r?\n/)]);
  const body = stops ? lines : ['set -e', ...lines];
  const name = ['EOF', 'END', 'SCRIPT', 'END_OF_SCRIPT'].find((each) => !body.includes(each)) ?? 'EOF';
  return [`${headOf(tree, instruction).trimEnd()} <<${name}`, ...body, name].join(end);
}

/** `RUN ["one", "two"]`, where a single command of plain words is all there is; else undefined. */
export function writeExecForm(
  tree: DockerfileTree,
  instruction: RunInstruction,
  statements: readonly Statement[],
): string | undefined {
  const [only] = statements;
  if (only === undefined || statements.length > 1) return undefined;
  const tokens = tokenizeScript(only.text) ?? [];
  const isPlain = tokens.every(
    ({ type, text }) => type === 'word' && /^[\w@%+=:,./^-]+$/.test(text.replaceAll(/'[^'\n]*'/g, 'q')),
  );
  if (!isPlain) return undefined;
  const words = tokens.map(({ text }) => JSON.stringify(text.replaceAll(/'([^'\n]*)'/g, '$1')));
  return `${headOf(tree, instruction)}[${words.join(', ')}]`;
}
