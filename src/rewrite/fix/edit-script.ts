// The edits that put commands into a script where it stands, everything else of it to the byte.
import type { CommandPart } from '../../shell/split-commands.js';
import type { ShellToken } from '../../shell/tokenize-script.js';
import { sourceRange } from '../../syntax/source-range.js';
import type { Range } from '../../messages/range.js';
import type { DockerfileTree, RunInstruction } from '../../syntax/tree.js';
import { insertAt, replaceRange, type Edit } from '../edit.js';
import { deleteWords } from './delete-words.js';
import { editWords, type WordEdit } from './edit-words.js';
import { jointText, readStyle } from './layout-style.js';
import type { MergedCommands } from './merge-commands.js';
import type { ScriptPlace } from './script-place.js';

export interface ScriptParts {
  readonly place: ScriptPlace;
  readonly tokens: readonly ShellToken[];
  readonly parts: readonly CommandPart[];
}

/** Undefined where the script has to be written anew. */
export function editScript(
  tree: DockerfileTree,
  instruction: RunInstruction,
  script: ScriptParts,
  merged: MergedCommands,
): readonly Edit[] | undefined {
  const { place, tokens, parts } = script;
  if (place.form === 'exec' || parts.length === 0) return undefined;
  const texts = [...merged.corrections.values(), ...merged.insertions.map(({ text }) => text)];
  if (place.form === 'shell' && texts.some((text) => text.includes('\n'))) return undefined;
  const changed = [...merged.corrections].flatMap(([part, text]) =>
    editWords(parts[part]?.tokens ?? [], text),
  );
  const gone = changed.flatMap((edit) => (edit.type === 'gone' ? [inFile(place, edit)] : []));
  const deleted = deleteWords(
    tree,
    instruction,
    tokens.map((token) => inFile(place, token)),
    gone,
  );
  if (deleted === undefined) return undefined;
  return [
    ...deleted,
    ...changed.flatMap((edit) => editWord(place, edit)),
    ...merged.insertions.flatMap((inserted) =>
      insertCommand(tree, instruction, script, inserted, texts.join()),
    ),
  ];
}

const inFile = ({ logical, start }: ScriptPlace, range: Range): Range =>
  sourceRange(logical, start + range.start, start + range.end);

function editWord(place: ScriptPlace, edit: WordEdit): Edit[] {
  if (edit.type === 'gone') return [];
  if (edit.type === 'replaced') return [replaceRange(inFile(place, edit), edit.text)];
  const isStart = edit.text.endsWith(' ');
  const at = isStart
    ? inFile(place, { start: edit.at, end: edit.at + 1 }).start
    : inFile(place, { start: edit.at - 1, end: edit.at }).end;
  return [insertAt(at, edit.text)];
}

function insertCommand(
  tree: DockerfileTree,
  instruction: RunInstruction,
  { place, parts }: ScriptParts,
  { before, text }: MergedCommands['insertions'][number],
  added: string,
): Edit[] {
  const part = parts[before];
  const joint = jointAt(parts, before, place.form);
  if (part !== undefined) {
    const at = inFile(place, part).start;
    return [insertAt(at, text + separate(tree, instruction, place, joint, { at, added }))];
  }
  const last = parts.at(-1);
  const at = last === undefined ? 0 : inFile(place, last).end;
  return [insertAt(at, separate(tree, instruction, place, joint, { at, added }) + text)];
}

/** What joins a command to the one that it is put before, or behind the last: as those beside it are joined. */
export function jointAt(parts: readonly CommandPart[], before: number, form: ScriptPlace['form']): string {
  if (form === 'heredoc') return '\n';
  const joint = parts[Math.max(0, Math.min(before, parts.length - 1) - 1)]?.joint ?? '';
  // Without `set -e` what fails before a semicolon would go unnoticed.
  const stops = parts.some(({ tokens }) => tokens[0]?.text === 'set' && /^-\w*e/.test(tokens[1]?.text ?? ''));
  return joint === ';' && stops ? ';' : '&&';
}

function separate(
  tree: DockerfileTree,
  instruction: RunInstruction,
  place: ScriptPlace,
  joint: string,
  { at, added }: { readonly at: number; readonly added: string },
): string {
  const style = readStyle(tree, instruction);
  if (place.form !== 'heredoc')
    return isShort(tree, instruction, added)
      ? `${joint === ';' ? '' : ' '}${joint} `
      : jointText(joint, style);
  const line = tree.text.slice(tree.text.lastIndexOf('\n', at - 1) + 1, at);
  return style.end + (/^[ \t]*/.exec(line)?.[0] ?? '');
}

/** One line that has room for more stays one. */
const isShort = (tree: DockerfileTree, instruction: RunInstruction, added: string): boolean =>
  instruction.leaves.filter(({ type }) => type === 'code').length === 1 &&
  instruction.rest.text.length + instruction.rest.start + added.length < shortLine;

const shortLine = 76;
