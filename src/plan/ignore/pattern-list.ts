// Patterns given one by one, as --exclude and --parents give them: those of an ignore file, without its first cleaning.
import { posix } from 'node:path';
import { failsFirstCheck } from './first-check.js';
import { type IgnoreRules, ruleOf, trimBlanks } from './ignore-rules.js';

/** `flag` is where they stand, for errors. Well-formed ones only, see `isMalformed`. */
export function readPatternList(flag: string, patterns: readonly string[]): IgnoreRules {
  const rules = patterns.flatMap((text, index) => {
    const clean = cleanPattern(text);
    return clean === '' ? [] : [ruleOf({ file: flag, line: index + 1, text, clean })];
  });
  return { file: flag, rules };
}

/** Whether BuildKit refuses it before it looks at a file. */
export function isMalformed(text: string): boolean {
  const clean = cleanPattern(text);
  return clean === '!' || failsFirstCheck(clean.replace(/^!/, ''));
}

/** A leading slash stays, and then nothing matches: paths have none. */
function cleanPattern(text: string): string {
  const trimmed = trimBlanks(text);
  if (trimmed === '') return '';
  const clean = posix.normalize(trimmed);
  return clean === '/' ? clean : clean.replace(/\/$/, '');
}
