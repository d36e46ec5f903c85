import type { FromInstruction } from '../../syntax/tree.js';

/** A keyword that is added, in the case of its stage's FROM: BuildKit wants all of a file in one (ConsistentInstructionCasing). */
export const spellKeyword = ({ logical }: FromInstruction, keyword: string): string =>
  /^\s*from\b/.test(logical.text) ? keyword.toLowerCase() : keyword.toUpperCase();

/** The same for a whole instruction. */
export const respellKeyword = (from: FromInstruction, text: string): string =>
  text.replace(/^\s*\S+/, (keyword) => spellKeyword(from, keyword));
