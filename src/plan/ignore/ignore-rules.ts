// An ignore file as rules, and what they say of a path.
import { posix } from 'node:path';
import { UsageError } from '../../messages/errors.js';
import { failsFirstCheck } from './first-check.js';
import { compileIgnorePattern, type PathTest } from './ignore-pattern.js';

export interface IgnoreRule {
  /** Of the ignore file, from 1. */
  readonly line: number;
  /** As written, without the blanks around it. */
  readonly text: string;
  /** Begins with `!`: takes back what rules before it ignored. */
  readonly exception: boolean;
  /** Cleaned, without `!` and without a leading slash. */
  readonly pattern: string;
  /** Throws a UsageError where Docker calls the pattern malformed only now. */
  readonly matches: PathTest;
}

export interface IgnoreRules {
  /** As shown to the user. */
  readonly file: string;
  readonly rules: readonly IgnoreRule[];
}

/** Reads the text of an ignore file. Rejects a rule that Docker rejects, with a UsageError that names its line. */
export function readIgnoreRules(file: string, text: string): IgnoreRules {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  return { file, rules: lines.flatMap((line, index) => readRule(file, line, index + 1)) };
}

function readRule(file: string, source: string, line: number): IgnoreRule[] {
  // Comments are told apart before blanks are trimmed: ` # x` is a pattern.
  if (source.startsWith('#')) return [];
  const text = trimBlanks(source);
  const clean = text === '' ? '' : cleanTwice(text);
  if (clean === '') return [];
  if (clean === '!') throw malformed({ file, line, text }, 'an exception needs a pattern behind its `!`');
  const rule = ruleOf({ file, line, text, clean });
  if (failsFirstCheck(rule.pattern)) throw malformed({ file, line, text }, 'the pattern is malformed');
  return [rule];
}

/** Where a rule stands, and how. */
interface WrittenRule {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** What only its translation shows to be malformed fails when it is asked, which an exception need not be. */
export function ruleOf({ clean, ...written }: WrittenRule & { readonly clean: string }): IgnoreRule {
  const exception = clean.startsWith('!');
  const pattern = exception ? clean.slice(1) : clean;
  const fail = (): never => {
    throw malformed(written, 'the pattern is malformed');
  };
  const { line, text } = written;
  return { line, text, exception, pattern, matches: compileIgnorePattern(pattern) ?? fail };
}

/**
 * Docker cleans a pattern when it reads the file, and again, `!` and all, when it makes the matcher: `! / a ` is `!a`.
 */
function cleanTwice(text: string): string {
  const mark = text.startsWith('!') ? '!' : '';
  const once = cleanPath(trimBlanks(text.slice(mark.length)));
  return cleanPath(trimBlanks(`${mark}${once.length > 1 ? once.replace(/^\//, '') : once}`));
}

const malformed = ({ file, line, text }: WrittenRule, reason: string): UsageError =>
  new UsageError(
    `${file}:${line}: ${reason}: "${text}"`,
    'correct the line, or put a backslash before brackets that mean themselves',
  );

/** What Go's strings.TrimSpace calls a blank, which is not what JavaScript's trim does. */
const blanks = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const blanksAround = new RegExp(`^${blanks}|${blanks}$`, 'g');

export const trimBlanks = (text: string): string => text.replaceAll(blanksAround, '');

/** `.` and `..` resolved, no slash at the end; nothing stays nothing. */
function cleanPath(path: string): string {
  if (path === '') return '';
  const clean = posix.normalize(path);
  return clean === '/' ? clean : clean.replace(/\/$/, '');
}
