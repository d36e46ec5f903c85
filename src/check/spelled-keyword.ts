import type { Instruction } from '../syntax/tree.js';

/** The keyword in the case it is written in, continuations in it taken out. */
export const spelledKeyword = ({ logical }: Instruction): string => /^\s*(\S*)/.exec(logical.text)?.[1] ?? '';
