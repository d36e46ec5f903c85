// Whether rules ignore a path, and which of them decided.
import type { IgnoreRule, IgnoreRules } from './ignore-rules.js';

export interface IgnoreDecision {
  readonly ignored: boolean;
  /** The rule that had the last word; undefined where none matched. */
  readonly rule: IgnoreRule | undefined;
  /** Which rules matched, one by one: handed on to what lies below the path. */
  readonly matched: readonly boolean[];
}

/** What holds for the context's root. */
export const rootDecision: IgnoreDecision = { ignored: false, rule: undefined, matched: [] };

/**
 * The decision for `path`, given its parent folder's. The last rule that matches wins, and a rule that matched a
 * folder matches everything below it. A rule that could change nothing at its turn is not asked, and then counts as
 * not matching for what lies below, too: that is how Docker reads them.
 */
export function decide(rules: IgnoreRules, path: string, parent: IgnoreDecision): IgnoreDecision {
  const matched: boolean[] = [];
  let ignored = false;
  let rule: IgnoreRule | undefined;
  for (const [index, candidate] of rules.rules.entries()) {
    const inherited = parent.matched[index] === true;
    const matches = inherited || (candidate.exception === ignored && candidate.matches(path));
    matched.push(matches);
    if (!matches) continue;
    ignored = !candidate.exception;
    rule = candidate;
  }
  return { ignored, rule, matched };
}

/** Like `decide`, from the root down. */
export function decidePath(rules: IgnoreRules, path: string): IgnoreDecision {
  if (path === '') return rootDecision;
  return pathsDownTo(path).reduce((decision, reached) => decide(rules, reached, decision), rootDecision);
}

/**
 * True for a file that is there, and arrives empty. BuildKit decides twice: folder by folder when it lists files, and
 * then for each path alone when it opens them, where a rule counts that the listing skipped. It lists the file,
 * cannot open it, and sends no content.
 */
export function arrivesEmpty(rules: IgnoreRules, path: string, listed: IgnoreDecision): boolean {
  // Without an exception that had the last word, both ways agree.
  if (listed.rule?.exception !== true) return false;
  const paths = pathsDownTo(path);
  let ignored = false;
  for (const { exception, matches } of rules.rules) {
    if (exception === ignored && paths.some(matches)) ignored = !exception;
  }
  return ignored;
}

/** The path and its folders. */
export function pathsDownTo(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}

/** False if no exception can match below the ignored folder `path`, so that nobody has to look. */
export function mayHoldExceptions(rules: IgnoreRules, path: string): boolean {
  return rules.rules.some((rule) => rule.exception && reachesInto(rule.pattern, path));
}

/** Compares the part of the pattern before its first special sign, which can only be too generous. */
function reachesInto(pattern: string, path: string): boolean {
  const plain = /^[^*?[\]\\^]*/.exec(pattern)?.[0] ?? '';
  const below = `${path}/`;
  return plain.length < pattern.length
    ? plain.startsWith(below) || below.startsWith(plain)
    : pattern.startsWith(below);
}
