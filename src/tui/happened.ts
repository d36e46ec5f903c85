// What came of the last command, for the status bar: told after success too, and over with the next command.
import type { SessionInput } from '../session/transition.js';

export interface Happened {
  readonly command?: 'back' | 'goTo' | 'retry' | 'byHand' | 'other';
  readonly done: number;
  readonly reused: number;
  readonly skipped: number;
  /** Of the steps that were executed. */
  readonly milliseconds: number;
  /** Of the last of them. */
  readonly line: number;
  /** Checkpoints taken, and the bytes of all together. */
  readonly kept?: { readonly count: number; readonly bytes: number };
  /** Steps that were executed once more on the way to a state that was to be had again. */
  readonly replayed?: number;
  /** What went wrong beside the steps. */
  readonly problem?: string;
  /** Of a shell that was left. */
  readonly shellExitCode?: number;
}

const nothing: Happened = { done: 0, reused: 0, skipped: 0, milliseconds: 0, line: 0 };

export function observe(
  before: Happened | undefined,
  input: SessionInput,
  lineOf: (step: number) => number,
): Happened | undefined {
  const happened = before ?? nothing;
  switch (input.type) {
    case 'back':
    case 'goTo':
    case 'retry':
      return { ...nothing, command: input.type };
    case 'next':
    case 'continue':
    case 'runAgain':
    case 'skip':
      return { ...nothing, command: 'other' };
    case 'openShell':
    case 'execute':
      return { ...nothing, command: 'byHand' };
    case 'step/succeeded': {
      const { reused, milliseconds } = input;
      const line = lineOf(input.step);
      return reused
        ? { ...happened, reused: happened.reused + 1, line }
        : { ...happened, done: happened.done + 1, milliseconds: happened.milliseconds + milliseconds, line };
    }
    case 'step/skipped':
      return { ...happened, skipped: happened.skipped + 1, line: input.line };
    case 'checkpoint/taken':
      return isOfBefore(happened) ? happened : { ...happened, kept: keepOne(happened, input.bytes) };
    case 'state/restored':
      return { ...happened, replayed: input.replayed };
    case 'problem/reported':
    case 'shell/refused':
      return { ...happened, problem: input.message };
    case 'shell/closed':
      return { ...happened, shellExitCode: input.exitCode };
    default:
      return before;
  }
}

const keepOne = ({ kept = { count: 0, bytes: 0 } }: Happened, bytes: number): Happened['kept'] => ({
  count: kept.count + 1,
  bytes: kept.bytes + bytes,
});

/** Orders end one after the other: a checkpoint that comes before the command has done anything is of the one before it. */
const isOfBefore = ({ command = 'byHand', done, reused, skipped }: Happened): boolean =>
  command !== 'byHand' && done + reused + skipped === 0;
