// Random rules and paths with the answers of moby/patternmatcher itself (and of Go's path.Match), so that no oddity
// is lost: one letter a path, `t` for yes, `f` for no, `e` for an error.
import { readFileSync } from 'node:fs';
import test from 'ava';
import { arrivesEmpty, decidePath } from '../../../src/plan/ignore/ignore-decision.js';
import { type IgnoreRules, readIgnoreRules } from '../../../src/plan/ignore/ignore-rules.js';
import { UsageError } from '../../../src/messages/errors.js';
import { compilePathPattern } from '../../../src/plan/sources/compile-path-pattern.js';

type Answer =
  | { readonly pattern: string; readonly paths: readonly string[]; readonly matches: string }
  | { readonly rules: string; readonly error: string }
  | {
      readonly rules: string;
      readonly paths: readonly string[];
      /** Folder by folder, as files are listed. */
      readonly ignored: string;
      /** Each path alone, as files are opened. */
      readonly alone: string;
    };

const answers = readFileSync('test/plan/ignore/patternmatcher-answers.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Answer);

test('rules and paths get the answers of Docker', (t) => {
  for (const answer of answers) {
    if ('pattern' in answer) {
      const expression = compilePathPattern(answer.pattern);
      const found = answer.paths.map((path) => letter(() => expression?.test(path)));
      t.is(found.join(''), answer.matches, answer.pattern);
    } else if ('error' in answer) {
      t.throws(() => readIgnoreRules('f', answer.rules), { instanceOf: UsageError }, answer.rules);
    } else {
      checkRules(answer);
    }
  }

  function checkRules({ rules, paths, ignored, alone }: Extract<Answer, { ignored: string }>): void {
    const read = readIgnoreRules('f', rules);
    t.is(paths.map((path) => letter(() => decidePath(read, path).ignored)).join(''), ignored, rules);
    for (const [index, path] of paths.entries()) {
      if (ignored[index] === 'f')
        t.is(
          letter(() => emptied(read, path)),
          alone[index] ?? '',
          `${rules} and ${path}`,
        );
    }
  }
});

const emptied = (rules: IgnoreRules, path: string): boolean =>
  arrivesEmpty(rules, path, decidePath(rules, path));

function letter(decide: () => boolean | undefined): string {
  try {
    const answer = decide();
    return answer === undefined ? 'e' : answer ? 't' : 'f';
  } catch (error) {
    if (error instanceof UsageError) return 'e';
    throw error;
  }
}
