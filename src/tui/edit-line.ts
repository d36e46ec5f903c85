// Editing one line by keys, as in readline. Pure.
import { graphemesOf } from './graphemes.js';

export interface EditedLine {
  readonly text: string;
  /** An offset in the text, never inside a character as it is seen. */
  readonly cursor: number;
}

export const emptyLine: EditedLine = { text: '', cursor: 0 };

/** No instruction that a person types is longer. */
const maximumLength = 10_000;

/** Undefined where the key does nothing to a line. */
export function editLine(line: EditedLine, key: string): EditedLine | undefined {
  const act = actions.get(key);
  if (act !== undefined) return act(line);
  const text = key === 'space' ? ' ' : key;
  return graphemesOf(text).length === 1 ? insertText(line, text) : undefined;
}

/** With the cursor behind it. */
export function insertText({ text, cursor }: EditedLine, more: string): EditedLine {
  if (text.length + more.length > maximumLength) return { text, cursor };
  return { text: text.slice(0, cursor) + more + text.slice(cursor), cursor: cursor + more.length };
}

/** With the cursor at its end. */
export const lineOf = (text: string): EditedLine => ({ text, cursor: text.length });

type Act = (line: EditedLine) => EditedLine;

const toStart: Act = ({ text }) => ({ text, cursor: 0 });
const toEnd: Act = ({ text }) => lineOf(text);
const toLeft: Act = ({ text, cursor }) => ({ text, cursor: cursor - lengthBefore(text, cursor) });
const toRight: Act = ({ text, cursor }) => ({ text, cursor: cursor + lengthAfter(text, cursor) });
const toWordStart: Act = ({ text, cursor }) => ({ text, cursor: wordStart(text, cursor) });
const toWordEnd: Act = ({ text, cursor }) => ({
  text,
  cursor: cursor + (/^\s*\S*/.exec(text.slice(cursor))?.[0].length ?? 0),
});

/** Everything between the cursor and where `move` would put it. */
const erase =
  (move: Act): Act =>
  (line) => {
    const { cursor } = move(line);
    const [start, end] = [Math.min(cursor, line.cursor), Math.max(cursor, line.cursor)];
    return { text: line.text.slice(0, start) + line.text.slice(end), cursor: start };
  };

const actions: ReadonlyMap<string, Act> = new Map([
  ['left', toLeft],
  ['ctrl+b', toLeft],
  ['right', toRight],
  ['ctrl+f', toRight],
  ['home', toStart],
  ['ctrl+a', toStart],
  ['end', toEnd],
  ['ctrl+e', toEnd],
  ['alt+b', toWordStart],
  ['ctrl+left', toWordStart],
  ['alt+f', toWordEnd],
  ['ctrl+right', toWordEnd],
  ['backspace', erase(toLeft)],
  ['delete', erase(toRight)],
  ['ctrl+d', erase(toRight)],
  ['ctrl+u', erase(toStart)],
  ['ctrl+k', erase(toEnd)],
  ['ctrl+w', erase(toWordStart)],
]);

const lengthBefore = (text: string, cursor: number): number =>
  graphemesOf(text.slice(0, cursor)).at(-1)?.length ?? 0;
const lengthAfter = (text: string, cursor: number): number => graphemesOf(text.slice(cursor))[0]?.length ?? 0;
const wordStart = (text: string, cursor: number): number =>
  text.slice(0, cursor).replace(/\S+\s*$|\s+$/, '').length;
