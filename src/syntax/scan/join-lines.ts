// Physical lines to one logical line. Comments inside a continuation are dropped, and so are blank lines.
import type { Range } from '../../messages/range.js';
import type { Escape, Leaf, LogicalText } from '../tree.js';
import { skipBlanks } from './blanks.js';
import { takeLine, type Cursor, type Line } from './take-line.js';

export interface JoinedLines {
  readonly logical: LogicalText;
  readonly leaves: Leaf[];
  /** The first blank line inside a continuation, which BuildKit warns about. */
  readonly blankLine: Range | undefined;
}

/** Joins `first` and the lines that continue it; `content` is where the first line's text begins. */
export function joinLines(cursor: Cursor, first: Line, content: number, escape: Escape): JoinedLines {
  const code = escape.charCodeAt(0);
  const leaves: Leaf[] = [{ type: 'code', range: { start: first.start, end: first.end } }];
  const mark = continuationMark(cursor.text, content, first.contentEnd, code);
  const end = mark === -1 ? first.contentEnd : mark;
  const text = cursor.text.slice(content, end);
  const joined = { text, pieces: [{ logical: 0, source: content, length: end - content }] };
  return mark === -1
    ? { logical: joined, leaves, blankLine: undefined }
    : joinContinuation(cursor, joined, leaves, code);
}

interface Joining {
  text: string;
  readonly pieces: { logical: number; source: number; length: number }[];
}

function joinContinuation(cursor: Cursor, joined: Joining, leaves: Leaf[], escape: number): JoinedLines {
  const { text } = cursor;
  let blankLine: Range | undefined;
  for (let continues = true; continues;) {
    const line = takeLine(cursor);
    if (line === undefined) break;
    const range = { start: line.start, end: line.end };
    const begin = skipBlanks(text, line.start, line.contentEnd);
    if (begin === line.contentEnd) {
      leaves.push({ type: 'blank', range });
      blankLine ??= range;
    } else if (text.charCodeAt(begin) === numberSign) {
      leaves.push({ type: 'comment', range });
    } else {
      leaves.push({ type: 'code', range });
      const mark = continuationMark(text, line.start, line.contentEnd, escape);
      addPiece(joined, text, line.start, mark === -1 ? line.contentEnd : mark);
      continues = mark !== -1;
    }
  }
  return { logical: joined, leaves, blankLine };
}

const numberSign = 35;

function addPiece(joined: Joining, text: string, start: number, end: number): void {
  if (end === start) return;
  joined.pieces.push({ logical: joined.text.length, source: start, length: end - start });
  joined.text += text.slice(start, end);
}

/**
 * Where the escape character stands that continues the line, or -1. Only tabs and spaces may follow it,
 * and an escape character before it takes its meaning away.
 */
function continuationMark(text: string, start: number, end: number, escape: number): number {
  let at = end - 1;
  while (at >= start && isTabOrSpace(text.charCodeAt(at))) at -= 1;
  if (at < start || text.charCodeAt(at) !== escape) return -1;
  return at > start && text.charCodeAt(at - 1) === escape ? -1 : at;
}

const isTabOrSpace = (code: number): boolean => code === 32 || code === 9;
