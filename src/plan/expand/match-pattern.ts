// Matching of shell patterns by sets of states, all starts at once: the time is the text's length times the
// pattern's, whatever stands in them.
import type { Pattern } from './read-pattern.js';

export interface Match {
  readonly start: number;
  readonly end: number;
}

/** The shortest or longest match that begins with the text, or undefined. */
export function matchPrefix(pattern: Pattern, text: string, longest: boolean): Match | undefined {
  return scan(pattern, text, { from: 0, anchored: true, longest });
}

/** The leftmost match at or behind `from`, the longest of those that begin there. */
export function findMatch(pattern: Pattern, text: string, from: number): Match | undefined {
  return scan(pattern, text, { from, anchored: false, longest: true });
}

/** For each place in the pattern, where the leftmost match began that has come so far; -1 for none. */
type States = readonly number[];

interface Search {
  readonly from: number;
  readonly anchored: boolean;
  readonly longest: boolean;
}

function scan(pattern: Pattern, text: string, { from, anchored, longest }: Search): Match | undefined {
  let states: States = enter(pattern, [], from);
  let found: Match | undefined;
  for (let at = from; ;) {
    const start = states[pattern.length] ?? -1;
    if (start !== -1 && (found === undefined || start <= found.start)) found = { start, end: at };
    if (found !== undefined && !longest) return found;
    const code = text.codePointAt(at);
    if (code === undefined) return found;
    const character = String.fromCodePoint(code);
    at += character.length;
    const moved = move(pattern, states, character, found?.start ?? text.length);
    states = anchored || found !== undefined ? follow(pattern, moved) : enter(pattern, moved, at);
    if (states.every((each) => each === -1)) return found;
  }
}

/** The states behind one more character; matches that began behind `limit` are given up. */
function move(pattern: Pattern, states: States, character: string, limit: number): number[] {
  const next = new Array<number>(pattern.length + 1).fill(-1);
  pattern.forEach((token, place) => {
    const start = states[place] ?? -1;
    if (start === -1 || start > limit) return;
    if (token.type === 'is' ? token.character === character : character !== '\n') {
      keepLeftmost(next, token.type === 'many' ? place : place + 1, start);
    }
  });
  return next;
}

/** Begins a match at `start`. */
function enter(pattern: Pattern, states: readonly number[], start: number): number[] {
  const entered = [...states];
  keepLeftmost(entered, 0, start);
  return follow(pattern, entered);
}

/** A star may stand for nothing. */
function follow(pattern: Pattern, states: number[]): number[] {
  pattern.forEach((token, place) => {
    const start = states[place] ?? -1;
    if (token.type === 'many' && start !== -1) keepLeftmost(states, place + 1, start);
  });
  return states;
}

function keepLeftmost(states: number[], place: number, start: number): void {
  const present = states[place] ?? -1;
  if (present === -1 || start < present) states[place] = start;
}
