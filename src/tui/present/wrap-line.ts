import wrapAnsi from 'wrap-ansi';
import { withoutColors } from './without-colors.js';

/** The rows of one line of output in a pane of this width: cut hard, as a terminal does, colours kept. */
export function wrapLine(line: string, width: number): readonly string[] {
  if (line.length <= width && isPlain(line)) return [line];
  const text = expandTabs(line);
  const visible = withoutColors(text);
  if (visible.length <= width && isPlain(visible)) return [text];
  if (isPlain(text)) return chop(text, width);
  return wrapAnsi(text, width, { hard: true, trim: false, wordWrap: false }).split('\n');
}

/** One column a character. */
export const isPlain = (text: string): boolean => /^[ -~]*$/.test(text);

function chop(text: string, width: number): string[] {
  const rows: string[] = [];
  for (let start = 0; start < text.length; start += width) rows.push(text.slice(start, start + width));
  return rows.length === 0 ? [''] : rows;
}

const tabWidth = 8;

/** Tab stops counted in characters: exact for plain text, near enough for the rest. */
function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let column = 0;
  return line.replaceAll(/\t|[^\t\u001b]+|\u001b\[[^m]*m|\u001b/g, (part) => {
    if (part.startsWith('\u001b')) return part;
    const width = part === '\t' ? tabWidth - (column % tabWidth) : part.length;
    column += width;
    return part === '\t' ? ' '.repeat(width) : part;
  });
}
