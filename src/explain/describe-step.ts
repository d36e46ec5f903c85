// One sentence on what a step does: only what the plan says for certain.
import type { Outline } from '../plan/outline.js';
import type { Step } from '../plan/plan.js';
import type { StageState } from '../plan/state/stage-state.js';
import { instructionOf } from '../plan/trace-expansions.js';
import { describeConfigured } from './describe-configured.js';

type Of<Type extends Step['action']['type']> = Extract<Step['action'], { type: Type }>;

export function describeStep(outline: Outline, step: Step, before: StageState): string {
  const { action } = step;
  switch (action.type) {
    case 'from':
      return describeFrom(outline, step.stage, action);
    case 'run':
      return describeRun(action);
    case 'copy':
      return describeCopy(outline, action);
    case 'workdir':
      return `makes ${action.path} where it is missing, for ${userName(action.user)}; what follows runs in it`;
    case 'configure':
      return describeConfigured(step, instructionOf(outline, step), before);
  }
}

export const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${String(words.at(-1))}`;

const userName = (user: string): string => (user === '' ? 'root' : user);

function describeFrom({ stages }: Outline, index: number, { base }: Of<'from'>): string {
  const begins = `begins stage ${stages[index]?.name ?? String(index)}`;
  if (base.type === 'scratch') return `${begins} without any file; PATH is set, the folder is /`;
  if (base.type === 'folder')
    return `${begins} with the files of the context ${base.name}; PATH is set, the folder is /`;
  if (base.type === 'image') return `${begins} with the files and the configuration of ${base.reference}`;
  return `${begins} as stage ${stages[base.index]?.name ?? String(base.index)} ended, its ARG values included`;
}

function describeRun({ command, script, file, workingDirectory, user }: Of<'run'>): string {
  const program = script === undefined ? command.slice(0, 1) : command.slice(0, -1);
  const what =
    file === undefined
      ? script === undefined
        ? `runs ${program.join(' ')} without a shell`
        : `hands the script to ${program.join(' ')}`
      : `runs the heredoc as the program ${command.join(' ')}`;
  return `${what} in ${workingDirectory} as ${userName(user)}, and keeps the files it changed`;
}

function describeCopy({ stages }: Outline, action: Of<'copy'>): string {
  const { from, sources, files, destination, owner, mode, unpack } = action;
  const things = [...sources, ...files.map(({ name }) => `the inline file ${name}`)];
  const origin =
    from.type === 'context'
      ? `the context${from.name === undefined ? '' : ` ${from.name}`}`
      : from.type === 'image'
        ? `the image ${from.reference}`
        : `stage ${stages[from.index]?.name ?? String(from.index)}`;
  const where = sources.length === 0 ? '' : ` of ${origin}`;
  const owned = owner ?? (from.type === 'context' ? '0:0' : 'as it was');
  const modes = mode === undefined ? '' : `, mode ${mode.toString(8)}`;
  const archives = unpack && sources.length > 0 ? '; a tar archive is unpacked' : '';
  return `copies ${list(things)}${where} to ${destination}, owner ${owned}${modes}${archives}`;
}
