import { pathsDownTo } from '../plan/ignore/ignore-decision.js';
import type { IgnoreRules } from '../plan/ignore/ignore-rules.js';

/**
 * Whether the rules hide a path, told from its name alone, as BuildKit's rule CopyIgnoredFile does. Undefined where
 * there are none or where one is an exception: then nothing can be said of a name. The context's root counts as hidden
 * only by a rule that hides all.
 */
export function judgeIgnoredPaths(rules: IgnoreRules | undefined): ((path: string) => boolean) | undefined {
  if (rules === undefined || rules.rules.length === 0) return undefined;
  if (rules.rules.some(({ exception }) => exception)) return undefined;
  const hidesAll = rules.rules.some(({ pattern }) => ['*', '**', '**/*'].includes(pattern));
  return (path) => {
    if ((path === '.' || path === '/') && !hidesAll) return false;
    const paths = pathsDownTo(path);
    return rules.rules.some(({ matches }) => paths.some(matches));
  };
}
