// Docker tries each pattern of an ignore file on the name `.` first, to see whether it is well-formed; and Go looks at
// no more of a pattern than it needs: up to its first part, between stars, that does not match.
import { compilePathPattern } from '../sources/compile-path-pattern.js';

/** Whether the pattern is refused before any path is held against it. */
export function failsFirstCheck(pattern: string): boolean {
  let name = '.';
  let rest = pattern;
  while (rest !== '') {
    const { star, part, behind } = splitPart(rest);
    if (star && part === '') return false;
    const test = compilePathPattern(part);
    if (test === undefined) return true;
    // A part is one character a sign, so that on this name it matches all, nothing, or not at all.
    const candidates = star && name !== '' ? [name, ''] : [name];
    const matched = candidates.find((candidate) => test.test(candidate) || (behind !== '' && test.test('')));
    if (matched === undefined) return false;
    name = test.test(matched) ? '' : matched;
    rest = behind;
  }
  return false;
}

/** Stars at the beginning, what comes before the next star, and what follows from there. */
function splitPart(pattern: string): { star: boolean; part: string; behind: string } {
  const stars = /^\**/.exec(pattern)?.[0].length ?? 0;
  let end = stars;
  for (let inClass = false; end < pattern.length; end += 1) {
    const character = pattern[end];
    if (character === '\\') end += 1;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '*' && !inClass) break;
  }
  return { star: stars > 0, part: pattern.slice(stars, end), behind: pattern.slice(end) };
}
