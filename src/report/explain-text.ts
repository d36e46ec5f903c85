// `refrom explain` as text: an excerpt of each instruction, then what is to be said of it in short lines.
import { styleText } from 'node:util';
import type { BuildExplanation } from '../explain/explain-build.js';
import type { ExplainedVariable, ExplainedWord, StepExplanation } from '../explain/explanation.js';
import { sanitizeOutput } from '../messages/sanitize-output.js';
import { describeOrigin } from './explain-origin.js';
import { wrapText } from './wrap-text.js';

export interface ExplainTextOptions {
  readonly columns: number;
  readonly color: boolean;
}

/** Ends with a line end. `text` is the Dockerfile's. */
export function formatExplanation(
  text: string,
  { notes, steps }: BuildExplanation,
  options: ExplainTextOptions,
): string {
  const paint = painter(options.color);
  const said = notes.map((note) => wrapText(note, options.columns).join('\n'));
  const explained = steps.map((step) => formatStep(text, step, options));
  // What a file or a build argument holds must not move the cursor.
  return sanitizeOutput(`${[...explained, ...said.map((note) => paint('dim', note))].join('\n')}\n`);
}

type Paint = (format: 'bold' | 'dim' | 'cyan', text: string) => string;

/** Whether to colour has been decided by the caller. */
const painter =
  (color: boolean): Paint =>
  (format, text) =>
    color ? styleText(format, text, { validateStream: false }) : text;

const labelWidth = 9;

/** One step by itself, as the debugger shows it too. */
export function formatStep(
  text: string,
  step: StepExplanation,
  { columns, color }: ExplainTextOptions,
): string {
  const paint = painter(color);
  const width = columns - labelWidth;
  const row = (label: string, lines: readonly string[]): string[] =>
    lines.map((line, at) => `${paint('dim', (at === 0 ? label : '').padEnd(labelWidth))}${line}`);
  const wrapped = (label: string, said: string): string[] => row(label, wrapText(said, width));
  return [
    ...excerpt(text, step, columns).map((line) => paint('bold', line)),
    ...wrapped(step.kind, step.does),
    ...wrapped('key', step.key.join('; ')),
    ...step.words.flatMap((word) => wrapped('expands', formatWord(word))),
    ...step.words
      .flatMap(({ variables }) => variables)
      .filter(isFirst)
      .flatMap((each) => wrapped('', formatVariable(each))),
    ...step.sees.flatMap((each) => wrapped('sees', formatVariable(each))),
    ...row(
      'by hand',
      step.byHand.commands.flatMap((command) => command.split('\n')).map((line) => paint('cyan', line)),
    ),
    ...step.byHand.limits.flatMap((limit) =>
      wrapped(step.byHand.commands.length === 0 ? 'by hand' : 'but', limit),
    ),
    '',
  ].join('\n');
}

const isFirst = ({ name }: ExplainedVariable, at: number, all: readonly ExplainedVariable[]): boolean =>
  all.findIndex((each) => each.name === name) === at;

const longestExcerpt = 6;

/** The lines of the instruction with their numbers; of a long one the beginning. */
function excerpt(
  text: string,
  { line, range, trigger, instruction, step }: StepExplanation,
  columns: number,
): string[] {
  const source = trigger
    ? `ONBUILD ${instruction}`
    : text.slice(range.start, range.end).replace(/[\r\n]+$/, '');
  const lines = source.split('\n').map((each) => each.replace(/\r$/, ''));
  const shown = lines.length > longestExcerpt ? [...lines.slice(0, longestExcerpt - 1), '…'] : lines;
  const width = String(line + shown.length).length;
  const head = `step ${String(step + 1)}`.padEnd(labelWidth);
  return shown.map((each, at) => {
    const number = trigger || each === '…' ? ' '.repeat(width) : String(line + at).padStart(width);
    const whole = `${at === 0 ? head : ' '.repeat(labelWidth)}${number} | ${each}`;
    return whole.length > columns ? `${whole.slice(0, columns - 1)}…` : whole;
  });
}

const formatWord = ({ text, value }: ExplainedWord): string => `${text} → ${formatValue(value)}`;

/** Quoted where a reader would else not see where it begins and ends. */
function formatValue(value: string | null): string {
  if (value === null) return '(not shown)';
  return /^\S(?:[^\n\r\t]*\S)?$/.test(value) ? value : JSON.stringify(value);
}

function formatVariable({ name, value, origin }: ExplainedVariable): string {
  const origins = describeOrigin(origin);
  if (origin.type === 'unset') return `${name}: ${origins}`;
  return `${name}=${formatValue(value)}: ${origins}`;
}
