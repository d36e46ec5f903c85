import { paintParts, type Paper } from './paint-word.js';

/** The JSON form of arguments: its signs and strings, and the variables in them where they are `expanded`. */
export function paintJson(paper: Paper, start: number, end: number, expanded: boolean): void {
  const { canvas, text } = paper;
  for (const { 0: found, index } of text.slice(start, end).matchAll(/"(?:[^"\\]|\\.)*"|[[\],]/g)) {
    const at = start + index;
    const isString = found.startsWith('"');
    canvas.paint(at, at + found.length, isString ? 'string' : 'punctuation');
    if (isString && expanded) paintParts({ ...paper, keepQuotes: true }, at + 1, at + found.length - 1);
  }
}
