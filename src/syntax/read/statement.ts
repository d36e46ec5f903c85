// What a reader is given, and what every reader does with it.
import { problem, type Message } from '../../messages/message.js';
import type { MessageCode } from '../../messages/codes.js';
import { sourceRange } from '../source-range.js';
import type { Escape, Instruction, InstructionBase, Word } from '../tree.js';

/** One instruction cut into keyword, flags and rest, its flags checked. */
export interface Statement {
  readonly base: InstructionBase;
  readonly escape: Escape;
  /** Upper-case. */
  readonly keyword: string;
  /** The whole file. */
  readonly file: string;
}

/** What one keyword's reader adds to what all instructions have. */
export type Reading = OwnFields<Instruction>;

type OwnFields<T> = T extends unknown ? Omit<T, keyof InstructionBase> : never;

/** Why an instruction cannot be read. */
export interface Refusal {
  readonly refused: readonly Message[];
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}

/** Reads the arguments of one keyword. */
export type Read = (statement: Statement) => Reading | Refusal;

/** The word at `[start, end)` of the logical text. */
export function wordAt({ logical }: InstructionBase, start: number, end: number): Word {
  return { text: logical.text.slice(start, end), range: sourceRange(logical, start, end) };
}

/** Offsets in the logical text. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** An error over a place in the logical text, or over the keyword if that is empty. */
export function refuse(
  { base }: Statement,
  code: MessageCode,
  found: Place & { readonly text: string; readonly hint: string },
): Refusal {
  const range =
    found.end > found.start ? sourceRange(base.logical, found.start, found.end) : base.keywordRange;
  return { refused: [problem(code, range, found.text, found.hint)] };
}

/** The place of the rest. */
export function restOf({ rest }: InstructionBase): Place {
  return { start: rest.start, end: rest.start + rest.text.length };
}

/** An instruction without arguments that needs some. */
export function refuseEmpty(statement: Statement, needs: string, hint: string): Refusal {
  const text = `${statement.keyword} needs ${needs}, and none is given`;
  return refuse(statement, 'missing-argument', { start: 0, end: 0, text, hint });
}
