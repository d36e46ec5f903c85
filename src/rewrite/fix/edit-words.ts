// One command made another, word by word: what they have in common stays as it is written, line breaks and comments
// between its words too.
import { tokenizeScript, type ShellToken } from '../../shell/tokenize-script.js';
import { pairWords } from './resemblance.js';

/** In offsets of the script. `gone` words leave nothing behind. */
export type WordEdit =
  | { readonly type: 'replaced'; readonly start: number; readonly end: number; readonly text: string }
  | { readonly type: 'inserted'; readonly at: number; readonly text: string }
  | { readonly type: 'gone'; readonly start: number; readonly end: number };

export function editWords(before: readonly ShellToken[], after: string): readonly WordEdit[] {
  const words = tokenizeScript(after) ?? [];
  const texts = (tokens: readonly ShellToken[]): string[] => tokens.map(({ text }) => text);
  const pairs = [...pairWords(texts(before), texts(words)), [before.length, words.length] as const];
  const edits: WordEdit[] = [];
  let [left, right] = [0, 0];
  for (const [nextLeft, nextRight] of pairs) {
    edits.push(...editGap(before, left, nextLeft, textOf(words, after, right, nextRight)));
    const [old, fresh] = [before[nextLeft], words[nextRight]];
    if (old !== undefined && fresh !== undefined && old.text !== fresh.text)
      edits.push({ type: 'replaced', start: old.start, end: old.end, text: fresh.text });
    [left, right] = [nextLeft + 1, nextRight + 1];
  }
  return edits;
}

const textOf = (words: readonly ShellToken[], text: string, from: number, to: number): string =>
  to > from ? text.slice(words[from]?.start, words[to - 1]?.end) : '';

function editGap(before: readonly ShellToken[], from: number, to: number, text: string): WordEdit[] {
  const [first, ...others] = before.slice(from, to);
  if (first === undefined) {
    if (text === '') return [];
    const previous = before[from - 1];
    return previous === undefined
      ? [{ type: 'inserted', at: before[0]?.start ?? 0, text: `${text} ` }]
      : [{ type: 'inserted', at: previous.end, text: ` ${text}` }];
  }
  const gone = (token: ShellToken): WordEdit => ({ type: 'gone', start: token.start, end: token.end });
  if (text === '') return [first, ...others].map(gone);
  return [{ type: 'replaced', start: first.start, end: first.end, text }, ...others.map(gone)];
}
