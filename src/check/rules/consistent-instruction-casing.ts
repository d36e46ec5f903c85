import type { Instruction } from '../../syntax/tree.js';
import { spelledKeyword } from '../spelled-keyword.js';
import { pageOf, spotOfFile, type Rule } from '../rule.js';

/** All keywords in the case of the majority; ARGs before the first FROM neither count nor are looked at. */
export const consistentInstructionCasing: Rule = {
  name: 'ConsistentInstructionCasing',
  address: pageOf('consistent-instruction-casing'),
  severity: 'warning',
  find: ({ outline }) => {
    const instructions = outline.stages.flatMap((stage): Instruction[] => [
      stage.from,
      ...stage.instructions,
    ]);
    const keywords = instructions.map(spelledKeyword);
    const lower = keywords.filter(isLower).length;
    const upper = keywords.filter((keyword) => !isLower(keyword) && keyword === keyword.toUpperCase()).length;
    const inLower = lower > upper;
    return instructions.flatMap((instruction) => {
      const keyword = spelledKeyword(instruction);
      const fitting = inLower ? keyword.toLowerCase() : keyword.toUpperCase();
      if (keyword === fitting) return [];
      const most = inLower ? 'lower case' : 'upper case';
      const text = `\`${keyword}\` stands out: most keywords of this file are in ${most}`;
      return [spotOfFile(instruction, instruction.keywordRange, { text, hint: `write \`${fitting}\`` })];
    });
  },
};

const isLower = (keyword: string): boolean => keyword === keyword.toLowerCase();
