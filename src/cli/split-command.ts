/** What stands behind `--` of `--exec` is a command of the container's: none of its words is ours to read. */
export function splitCommand(words: readonly string[]): {
  readonly own: readonly string[];
  readonly command: readonly string[];
} {
  const end = words.indexOf('--');
  if (end === -1 || !words.slice(0, end).includes('--exec')) return { own: words, command: [] };
  return { own: words.slice(0, end), command: words.slice(end + 1) };
}
