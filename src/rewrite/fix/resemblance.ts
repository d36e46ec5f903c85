// How much two commands are alike, from 0 to 1: as a mistyped one and the right one are.
import { distance } from 'fastest-levenshtein';
import { programOf } from './judge-command.js';
import type { ShellToken } from '../../shell/tokenize-script.js';

/** From here on one is taken for the other corrected. */
export const alike = 0.6;

export function resemblanceOf(one: readonly ShellToken[], other: readonly ShellToken[]): number {
  if (likeness(programOf(one), programOf(other)) < nearProgram) return 0;
  const common = pairWords(
    one.map(({ text }) => text),
    other.map(({ text }) => text),
  ).reduce((sum, [left, right]) => sum + likeness(one[left]?.text ?? '', other[right]?.text ?? ''), 0);
  return (2 * common) / (one.length + other.length);
}

/** `configre` and `configure` are one program, `mv` and `cp` two. */
const nearProgram = 0.65;

const nearWord = 0.5;

/** 1 for the same word, 0 for words that have little to do with each other. */
export function likeness(one: string, other: string): number {
  if (one === other) return 1;
  const length = Math.max(one.length, other.length);
  const alikeness = length === 0 ? 0 : 1 - distance(one, other) / length;
  return alikeness < nearWord ? 0 : alikeness;
}

/** Indexes of words that stand for each other, in order, so that what they have in common is most. */
export function pairWords(
  one: readonly string[],
  other: readonly string[],
  score: (left: string, right: string) => number = likeness,
): readonly (readonly [left: number, right: number])[] {
  return pairInOrder(one.length, other.length, (left, right) => score(one[left] ?? '', other[right] ?? ''));
}

/** Pairs in order with the largest sum of scores, of equal ones those that stand last in `other`. 0 pairs nothing. */
export function pairInOrder(
  left: number,
  right: number,
  score: (left: number, right: number) => number,
): readonly (readonly [left: number, right: number])[] {
  const best: number[][] = Array.from({ length: left + 1 }, () => new Array<number>(right + 1).fill(0));
  const scores = Array.from({ length: left }, (_, i) =>
    Array.from({ length: right }, (__, j) => score(i, j)),
  );
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  const scoreAt = (i: number, j: number): number => scores[i]?.[j] ?? 0;
  for (let i = 1; i <= left; i += 1) {
    for (let j = 1; j <= right; j += 1) {
      const own = scoreAt(i - 1, j - 1);
      const paired = own > 0 ? at(i - 1, j - 1) + own : 0;
      (best[i] ?? [])[j] = Math.max(at(i - 1, j), at(i, j - 1), paired);
    }
  }
  const pairs: [number, number][] = [];
  for (let [i, j] = [left, right]; i > 0 && j > 0;) {
    const own = scoreAt(i - 1, j - 1);
    if (own > 0 && at(i, j) === at(i - 1, j - 1) + own) {
      pairs.unshift([i - 1, j - 1]);
      i -= 1;
      j -= 1;
    } else if (at(i, j) === at(i - 1, j)) i -= 1;
    else j -= 1;
  }
  return pairs;
}
