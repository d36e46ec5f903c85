// What stands above a shell that is opened: where one is, and how to leave.
import { sanitizeOutput } from '../../messages/sanitize-output.js';
import type { Step } from '../../plan/plan.js';
import type { Failure } from '../../session/state.js';
import type { Recall } from './start-files.js';
import { stepFile } from './starts/own-files.js';

export interface ShellPlace {
  readonly stage: string;
  /** Undefined after the last one. */
  readonly step: Step | undefined;
  readonly failure: Failure | undefined;
  /** Beside what the failure left. */
  readonly isLook: boolean;
  readonly user: string;
  readonly folder: string;
  /** Undefined where nothing brings the command of the step. */
  readonly recall: Recall | undefined;
  /** What is entered is told to the session afterwards. */
  readonly tellsCommands: boolean;
}

/** For a terminal in raw mode, of so many columns. */
export function shellBanner(place: ShellPlace, columns: number): string {
  const lines = [describeStep(place), describeState(place), describeUser(place), describeKeys(place)];
  if (place.recall === 'file') lines.push(`  \`(. ${stepFile})\` runs the command of the step`);
  if (!place.tellsCommands) lines.push('  what is entered in this shell is not noted');
  return ['', ...lines.map((line) => cut(line, columns)), '', ''].join('\r\n');
}

function describeStep({ stage, step, failure }: ShellPlace): string {
  if (step === undefined) return `refrom: stage ${stage}, after the last step`;
  const end = failure === undefined ? '' : ` failed with exit code ${String(failure.exitCode)}:`;
  return `refrom: stage ${stage}, line ${String(step.line)}${end === '' ? ', before' : end} ${step.text.trim().replaceAll(/\s+/g, ' ')}`;
}

function describeState({ failure, isLook }: ShellPlace): string {
  if (isLook) return '  the clean state before the step: for a look, what you change is thrown away';
  if (failure !== undefined)
    return '  what the failed step left: what you change stays, R runs the step on top of it';
  return '  the state before the step: what you change is kept, as made by hand';
}

const describeUser = ({ user, folder }: ShellPlace): string =>
  `  user ${user === '' ? 'root' : user}, folder ${folder}; environment, mounts and network of the RUN`;

function describeKeys(place: ShellPlace): string {
  const up: Record<Recall, string> = {
    command: 'Up brings the command of the step; ',
    lines: 'Up brings the lines of the step; ',
    file: '',
  };
  return `  ${place.recall === undefined ? '' : up[place.recall]}exit or Ctrl-D goes back to the debugger`;
}

function cut(line: string, columns: number): string {
  const characters = Array.from(sanitizeOutput(line));
  return characters.length < columns ? characters.join('') : `${characters.slice(0, columns - 2).join('')}…`;
}
