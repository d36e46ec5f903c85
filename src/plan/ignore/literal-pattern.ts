/** The line of an ignore file that means this path of the context and no other: nothing in it is a wildcard or a mark. */
export function literalPattern(path: string): string {
  const escaped = path
    .replace(/[*?[\]\\{}|^]/g, '\\$&')
    // In brackets, a blank at either end is not trimmed; a line break has its letter.
    .replace(/^[\s\u0085]|[\s\u0085]$/g, '[$&]')
    .replaceAll('\n', '\\n');
  return /^[!#]/.test(escaped) ? `\\${escaped}` : escaped;
}
