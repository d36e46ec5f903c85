// New text for a RUN that failed, from what was run by hand where it failed.
import { splitCommands } from '../../shell/split-commands.js';
import { tokenizeScript, type ShellToken } from '../../shell/tokenize-script.js';
import type { TriedCommand } from '../../session/tried-command.js';
import { parseDockerfile } from '../../syntax/parse-dockerfile.js';
import type { DockerfileTree, RunInstruction } from '../../syntax/tree.js';
import { applyEdits } from '../apply-edits.js';
import { editScript, type ScriptParts } from './edit-script.js';
import { listStatements, writeExecForm, writeHeredoc, writeShellForm, type Statement } from './write-run.js';
import { mergeCommands, type MergedCommands } from './merge-commands.js';
import { alike, resemblanceOf } from './resemblance.js';
import { placeScript } from './script-place.js';
import { instructionText, replaceInstruction, type Replaced } from './replace-instruction.js';

/**
 * The file with the instruction changed so that it does what the kept commands did: one that corrects a command of the
 * script stands in its place, the others before it. Every way to write that is read back before it is given.
 */
export function proposeRun(
  tree: DockerfileTree,
  instruction: RunInstruction,
  kept: readonly TriedCommand[],
): Replaced {
  if (kept.length === 0) return { text: tree.text };
  const script = readScript(tree, instruction);
  if (script === undefined) return { refused: 'its script is none of a shell: e edits it' };
  const merged = mergeCommands(script.parts, kept);
  const statements = listStatements(tree, instruction, script, merged);
  for (const write of ways) {
    const text = write(tree, instruction, script, merged, statements);
    if (text !== undefined && isFaithful(tree, instruction, text, statements)) return { text };
  }
  return { refused: 'the commands cannot be written as one instruction: e edits it' };
}

/** Whether it is a command of the script with other words: one that only looks is then what the script is to do. */
export function correctsScript(
  tree: DockerfileTree,
  instruction: RunInstruction,
  { text }: TriedCommand,
): boolean {
  const words = tokenizeScript(text) ?? [];
  const spelled = (tokens: readonly ShellToken[]): string => tokens.map((token) => token.text).join(' ');
  return (readScript(tree, instruction)?.parts ?? []).some(
    ({ tokens }) => spelled(tokens) !== spelled(words) && resemblanceOf(tokens, words) >= alike,
  );
}

function readScript(tree: DockerfileTree, instruction: RunInstruction): ScriptParts | undefined {
  const place = placeScript(tree, instruction);
  if (place === undefined) return undefined;
  const tokens = tokenizeScript(place.script);
  if (tokens === undefined) return undefined;
  return { place, tokens, parts: splitCommands(tokens, joints) };
}

const joints = ['&&', ';', '\n'];

type Way = (
  tree: DockerfileTree,
  instruction: RunInstruction,
  script: ScriptParts,
  merged: MergedCommands,
  statements: readonly Statement[],
) => string | undefined;

/** The one that changes the least comes first. */
const ways: readonly Way[] = [
  (tree, instruction, script, merged) => {
    const edits = editScript(tree, instruction, script, merged);
    return edits === undefined ? undefined : applyEdits(tree.text, edits);
  },
  (tree, instruction, { place }, _, statements) =>
    place.form === 'exec' ? put(tree, instruction, writeExecForm(tree, instruction, statements)) : undefined,
  (tree, instruction, { place }, _, statements) =>
    place.form === 'heredoc'
      ? undefined
      : put(tree, instruction, writeShellForm(tree, instruction, statements)),
  (tree, instruction, _, __, statements) =>
    put(tree, instruction, writeHeredoc(tree, instruction, statements)),
];

function put(
  tree: DockerfileTree,
  instruction: RunInstruction,
  text: string | undefined,
): string | undefined {
  const replaced = text === undefined ? undefined : replaceInstruction(tree, instruction, text);
  return replaced !== undefined && 'text' in replaced ? replaced.text : undefined;
}

/** Read again, the file has the same instructions, and this one the flags, comments and commands it should have. */
function isFaithful(
  tree: DockerfileTree,
  instruction: RunInstruction,
  text: string,
  statements: readonly Statement[],
): boolean {
  const { tree: read } = parseDockerfile(text);
  const index = tree.instructions.indexOf(instruction);
  const found = read.instructions[index];
  if (found?.keyword !== 'RUN' || read.instructions.length !== tree.instructions.length) return false;
  const others = tree.instructions.every((each, at) => {
    const again = read.instructions[at];
    return (
      at === index || (again !== undefined && instructionText(tree, each) === instructionText(read, again))
    );
  });
  const script = placeScript(read, found)?.script;
  if (!others || script === undefined) return false;
  const expected = statements.map(({ text: own }) => own).join(' && ');
  return (
    sameWords(script, expected) &&
    commentsIn(tree, instruction).every((comment) => instructionText(read, found).includes(comment)) &&
    found.flags.map(({ name, value }) => `${name}=${value ?? ''}`).join() ===
      instruction.flags.map(({ name, value }) => `${name}=${value ?? ''}`).join()
  );
}

/** What a heredoc adds, quotes of plain words, and how commands are joined make no difference. */
function sameWords(one: string, other: string): boolean {
  const wordsOf = (script: string): string =>
    (tokenizeScript(script) ?? linesOf(script))
      .filter(({ type, text }) => type !== 'comment' && !joints.includes(text))
      .map(({ text }) => text.replaceAll(/'([\w@%+=:,./-]+)'/g, '$1'))
      .join(' ')
      .replace(/^set -e /, '');
  return wordsOf(one) === wordsOf(other);
}

/** Of a script with heredocs of its own in which quotes are no quotes. */
const linesOf = (script: string): { type: string; text: string }[] =>
  script.split(/ && |\s+/).map((text) => ({ type: 'word', text }));

const commentsIn = ({ text }: DockerfileTree, { leaves }: RunInstruction): string[] =>
  leaves
    .filter(({ type }) => type === 'comment')
    .map(({ range }) => text.slice(range.start, range.end).trim());
