// The words of an instruction that are expanded one by one, and whose unset variables BuildKit tells of.
import type { BuildOptions } from '../plan/build-options.js';
import { readMountFields } from '../syntax/values/mount-fields.js';
import type { CopyInstruction, Flag, Instruction, RunInstruction, Word } from '../syntax/tree.js';

/** `isBody`: the body of a heredoc, where quotes are text and the escape character is the backslash. */
export interface ExpandedWord extends Word {
  readonly isBody?: true;
}

/**
 * EXPOSE is expanded too, but BuildKit tells of nothing there. The default of an ARG is not looked at where
 * `--build-arg` gives the value.
 */
export function expandedWords(
  instruction: Instruction,
  { buildArguments }: Pick<BuildOptions, 'buildArguments'>,
): readonly ExpandedWord[] {
  switch (instruction.keyword) {
    case 'ENV':
    case 'LABEL':
      return instruction.assignments.flatMap(({ name, value }) => [name, value]);
    case 'ARG':
      return instruction.assignments.flatMap(({ name, value }) =>
        value === undefined || buildArguments[name.text] !== undefined ? [] : [value],
      );
    case 'WORKDIR':
    case 'USER':
    case 'STOPSIGNAL':
      return [instruction.word];
    case 'VOLUME':
      return instruction.words;
    case 'COPY':
    case 'ADD':
      return wordsOfCopy(instruction);
    case 'RUN':
      return wordsOfMounts(instruction);
    default:
      return [];
  }
}

const expandedFlags: readonly string[] = ['chown', 'chmod', 'checksum'];

function wordsOfCopy({ flags, sources, destination }: CopyInstruction): ExpandedWord[] {
  const values = flags.filter(({ name }) => expandedFlags.includes(name)).flatMap(valueOf);
  const paths = sources.flatMap((source) => (source.type === 'path' ? [source.word] : []));
  const bodies = sources.flatMap((source): ExpandedWord[] => {
    if (source.type === 'path' || !source.heredoc.expand) return [];
    return [{ text: source.heredoc.body, range: source.heredoc.bodyRange, isBody: true }];
  });
  return [...values, ...paths, destination, ...bodies];
}

const wordsOfMounts = ({ flags }: RunInstruction): ExpandedWord[] =>
  flags
    .filter(({ name }) => name === 'mount')
    .flatMap(valueOf)
    .flatMap(({ text, range }) =>
      (readMountFields(text) ?? []).map(({ value }) => ({ text: value ?? '', range })),
    );

const valueOf = ({ value, valueRange, range }: Flag): Word[] =>
  value === undefined ? [] : [{ text: value, range: valueRange ?? range }];
