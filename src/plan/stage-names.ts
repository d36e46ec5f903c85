import { lastBelow } from './binary-search.js';
import type { FromInstruction } from '../syntax/tree.js';

/** The stages of a file by their names, which are kept in lower case (BuildKit). */
export interface StageNames {
  /** Of stages. */
  readonly count: number;
  /** In ascending order: several may have one name. */
  readonly numbers: ReadonlyMap<string, readonly number[]>;
}

export function nameStages(stages: readonly { readonly from: FromInstruction }[]): StageNames {
  const numbers = new Map<string, number[]>();
  for (const [index, { from }] of stages.entries()) {
    if (from.stageName === undefined) continue;
    const name = from.stageName.text.toLowerCase();
    const known = numbers.get(name);
    if (known === undefined) numbers.set(name, [index]);
    else known.push(index);
  }
  return { count: stages.length, numbers };
}

/** The last stage of that name, of those before `end` where it is given. */
export const lastNamed = ({ count, numbers }: StageNames, name: string, end = count): number | undefined =>
  lastBelow(numbers.get(name), end);
