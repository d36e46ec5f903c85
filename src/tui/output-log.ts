// The output of all steps as lines, bounded: a build that prints without end costs no more memory than one that does not.
import { createSanitizer } from '../messages/sanitize-output.js';
import type { SessionInput } from '../session/transition.js';
import { createCommandLines, type CommandLines } from './command-lines.js';
import { createLineAssembler, type LineAssembler } from './line-assembler.js';
import { createLineStore, type LineStore } from './line-store.js';

/** The lines of one step, as far as they are kept. Numbers stay with their line while others are dropped. */
export interface OutputLines {
  /** The number of the first line kept: so many were dropped. */
  readonly first: number;
  /** One past the last; the last may still grow. */
  readonly end: number;
  /** Text and SGR sequences only; it begins with the colours that the lines before left on. */
  lineAt(number: number): string;
  /** The line that the first command at the prompt begins with, where there was one: what the step printed ends there. */
  readonly commandsFrom?: number;
}

export interface OutputLog {
  /** Takes what concerns output of every input of the session, ignores the rest. */
  record(input: SessionInput): void;
  linesOf(step: number): OutputLines;
}

export interface OutputLimits {
  readonly linesPerStep: number;
  /** Characters stand for bytes: most output is ASCII. */
  readonly charactersPerStep: number;
  readonly charactersPerLine: number;
  readonly characters: number;
}

export const outputLimits: OutputLimits = {
  linesPerStep: 100_000,
  charactersPerStep: 10_000_000,
  charactersPerLine: 8192,
  characters: 32_000_000,
};

interface StepOutput {
  readonly sanitize: (chunk: string) => string;
  readonly assembler: LineAssembler;
  readonly store: LineStore;
  readonly commands: CommandLines;
  /** Begun again: the old output stays to be read until there is new. */
  stale: boolean;
}

const nothing: OutputLines = { first: 0, end: 0, lineAt: () => '' };

export function createOutputLog(limits: OutputLimits = outputLimits): OutputLog {
  // In the order in which they last began to print: the first is the one to give up.
  const outputs = new Map<number, StepOutput>();

  const append = (step: number, text: string): StepOutput => {
    let output = outputs.get(step);
    if (output === undefined || output.stale) {
      outputs.delete(step);
      output = createStepOutput(limits);
      outputs.set(step, output);
    }
    output.store.push(output.assembler.take(output.sanitize(text)), text.length);
    shrink(outputs, step, limits.characters);
    return output;
  };

  /** Commands at the prompt stand in the output of the step that they were tried for, each with its line above. */
  const begin = (step: number, text: string): void => {
    const { store, commands } = append(step, endOfLine(outputs.get(step)));
    commands.begin(store.end());
    append(step, `${bold}: ${text}${reset}\n`);
  };

  const end = (step: number, exitCode: number): void => {
    append(step, `${endOfLine(outputs.get(step))}${faint}[exit code ${exitCode}]${reset}\n`);
  };

  return {
    record: (input) => {
      if (input.type === 'step/output') append(input.step, input.text);
      else if (input.type === 'execution/started') begin(input.step, input.text);
      else if (input.type === 'execution/output') append(input.step, input.text);
      else if (input.type === 'execution/ended') end(input.step, input.exitCode);
      else if (input.type === 'execution/undone') outputs.get(input.step)?.commands.undo();
      else if (input.type === 'step/started') markStale(outputs.get(input.step));
      else if (input.type === 'step/failed') discardStale(outputs, input.step);
      else if (input.type === 'step/succeeded' && !input.reused) discardStale(outputs, input.step);
      else if (input.type === 'plan/replaced') renumber(outputs, input.sameAs);
    },
    linesOf: (step) => {
      const output = outputs.get(step);
      return output === undefined ? nothing : readLines(output);
    },
  };
}

const reset = '\u001b[0m';
const faint = '\u001b[2m';
const bold = '\u001b[1m';

/** What is printed from now on stands at the beginning of a line. */
const endOfLine = (output: StepOutput | undefined): string =>
  output?.stale !== false || output.assembler.unfinished() === undefined ? reset : `${reset}\n`;

const createStepOutput = (limits: OutputLimits): StepOutput => ({
  sanitize: createSanitizer(),
  assembler: createLineAssembler(limits.charactersPerLine),
  store: createLineStore(limits.linesPerStep, limits.charactersPerStep),
  commands: createCommandLines(),
  stale: false,
});

function readLines({ store, assembler, commands }: StepOutput): OutputLines {
  const unfinished = assembler.unfinished();
  const commandsFrom = commands.from();
  return {
    first: store.first(),
    end: store.end() + (unfinished === undefined ? 0 : 1),
    lineAt: (number) => {
      const line = number === store.end() ? (unfinished ?? '') : store.lineAt(number);
      return commands.isUndone(number) ? `${line}${reset} (undone)` : line;
    },
    ...(commandsFrom === undefined ? {} : { commandsFrom }),
  };
}

/** In the same order. What a step printed that is gone goes with it. */
function renumber(outputs: Map<number, StepOutput>, sameAs: readonly (number | null)[]): void {
  const before = [...outputs];
  outputs.clear();
  for (const [step, output] of before) {
    const now = sameAs.indexOf(step);
    if (now !== -1) outputs.set(now, output);
  }
}

function markStale(output: StepOutput | undefined): void {
  if (output !== undefined) output.stale = true;
}

/** It ran again and printed nothing: what it printed before is not its output any more. */
function discardStale(outputs: Map<number, StepOutput>, step: number): void {
  if (outputs.get(step)?.stale === true) outputs.delete(step);
}

/** Over the total, whole outputs go, those of the steps longest done first; never that of the printing step. */
function shrink(outputs: Map<number, StepOutput>, printing: number, maximum: number): void {
  let total = 0;
  for (const { store } of outputs.values()) total += store.characters();
  for (const [step, { store }] of outputs) {
    if (total <= maximum) return;
    if (step === printing || store.characters() === 0) continue;
    total -= store.characters();
    store.clear();
  }
}
