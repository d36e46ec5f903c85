import { findMatch } from './match-pattern.js';
import type { Pattern } from './read-pattern.js';

/** Replaces all matches as Go's ReplaceAllString does, which reads `$` in the replacement once more. */
export function replaceMatches(pattern: Pattern, text: string, replacement: string): string {
  let result = '';
  let copied = 0;
  for (let from = 0; from <= text.length;) {
    const match = findMatch(pattern, text, from);
    if (match === undefined) break;
    result += text.slice(copied, match.start);
    // An empty match right behind another match does not count.
    if (match.end > copied || match.start === 0) {
      result += fillTemplate(replacement, text.slice(match.start, match.end));
    }
    copied = match.end;
    from = match.end > from ? match.end : from + widthAt(text, from);
  }
  return result + text.slice(copied);
}

const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** `$0` is the match, other groups are empty, `$$` is a dollar sign. */
function fillTemplate(template: string, match: string): string {
  return template.replaceAll(/\$(?:\$|(\w+)|\{(\w+)\})/g, (all, name?: string, braced?: string) => {
    if (all === '$$') return '$';
    return (name ?? braced) === '0' ? match : '';
  });
}
