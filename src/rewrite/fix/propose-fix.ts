// What a fix of one instruction is proposed to be: which commands matter, and the text that does them too.
import type { Fix, FixCommand } from '../../session/fix.js';
import type { TriedCommand } from '../../session/tried-command.js';
import { splitCommands } from '../../shell/split-commands.js';
import { tokenizeScript } from '../../shell/tokenize-script.js';
import { parseDockerfile } from '../../syntax/parse-dockerfile.js';
import type { DockerfileTree, Instruction } from '../../syntax/tree.js';
import { changesShell, whyDropped } from './judge-command.js';
import { correctsScript, proposeRun } from './propose-run.js';
import { instructionText, replaceInstruction } from './replace-instruction.js';

export interface FixRequest {
  /** Where the instruction begins in the file. */
  readonly start: number;
  /** Those tried at the step, in order. */
  readonly tried: readonly TriedCommand[];
  /** Numbers of those that count; undefined: those that may matter. */
  readonly kept?: readonly number[];
  /** What the user wrote for the instruction, whatever was tried. */
  readonly instruction?: string;
}

export type ProposedFix =
  | Pick<Fix, 'commands' | 'instruction' | 'text' | 'isEdited'>
  /** A sentence. */
  | { readonly refused: string };

export function proposeFix(
  tree: DockerfileTree,
  { start, tried, kept, instruction: given }: FixRequest,
): ProposedFix {
  const instruction = tree.instructions.find(({ range }) => range.start === start);
  if (instruction === undefined)
    return { refused: 'the instruction does not stand in this file: a base image brings it' };
  const commands = chooseCommands(tried, kept, (command) => corrects(tree, instruction, command));
  const isEdited = given !== undefined;
  const replaced = isEdited
    ? replaceInstruction(tree, instruction, given)
    : proposeFor(tree, instruction, commands);
  if ('refused' in replaced) return replaced;
  return {
    commands,
    instruction: readAgain(tree, instruction, replaced.text),
    text: replaced.text,
    isEdited,
  };
}

/** Only a RUN can do what commands did; another instruction is for the user to edit. */
function proposeFor(
  tree: DockerfileTree,
  instruction: Instruction,
  commands: readonly FixCommand[],
): ReturnType<typeof proposeRun> {
  const kept = commands.filter(({ isKept }) => isKept);
  if (instruction.keyword === 'RUN') return proposeRun(tree, instruction, kept);
  if (kept.length === 0) return { text: tree.text };
  return { refused: `${instruction.keyword} runs no commands: e edits it` };
}

const corrects = (tree: DockerfileTree, instruction: Instruction, command: TriedCommand): boolean =>
  instruction.keyword === 'RUN' && correctsScript(tree, instruction, command);

function chooseCommands(
  tried: readonly TriedCommand[],
  kept: readonly number[] | undefined,
  isCorrection: (command: TriedCommand) => boolean,
): readonly FixCommand[] {
  const dropped = tried.map(whyDropped);
  // Of several the last one is what the user has come to.
  const looked = tried.findLastIndex((command, at) => dropped[at] === 'look' && isCorrection(command));
  const reasons = dropped.map((reason, at) => (at === looked ? undefined : reason));
  return tried.map((command, index) => {
    const because = reasons[index] ?? whyLeftOut(tried, reasons, index);
    const isKept = kept === undefined ? because === undefined : kept.includes(index);
    return { ...command, isKept, ...(because === undefined ? {} : { because }) };
  });
}

function whyLeftOut(
  tried: readonly TriedCommand[],
  reasons: readonly (FixCommand['because'] | undefined)[],
  index: number,
): FixCommand['because'] {
  const { text, by } = tried[index] ?? { text: '', by: 'shell' };
  const matters = (each: number): boolean =>
    reasons[each] === undefined && !onlyChangesShell(tried[each]?.text ?? '');
  if (onlyChangesShell(text)) {
    const isFollowed = tried.some((each, at) => at > index && each.by === by && matters(at));
    return isFollowed ? undefined : 'no-effect';
  }
  const isRepeated = tried.some((each, at) => at < index && each.text.trim() === text.trim() && matters(at));
  return isRepeated ? 'repeated' : undefined;
}

function onlyChangesShell(text: string): boolean {
  const tokens = tokenizeScript(text);
  return tokens !== undefined && splitCommands(tokens, ['&&', ';', '\n']).every(changesShell);
}

function readAgain(tree: DockerfileTree, instruction: Instruction, text: string): string {
  const { tree: read } = parseDockerfile(text);
  const found = read.instructions[tree.instructions.indexOf(instruction)];
  return found === undefined ? '' : instructionText(read, found);
}
