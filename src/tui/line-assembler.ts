import { cutBeforeSequence, styleAfter } from './carried-style.js';

/** Makes lines out of pieces of sanitized text, as a terminal would show them. */
export interface LineAssembler {
  /** The lines that this piece finishes. */
  take(text: string): string[];
  /** The line begun and not ended, if there is any. */
  unfinished(): string | undefined;
}

/** A line begun: a carriage return makes the next text replace it, as progress bars do. */
interface Line {
  /** In force where it begins. */
  style: string;
  text: string;
  returned: boolean;
  /** Characters past the limit, not kept. */
  cut: number;
  /** In force behind them. */
  styleAfterCut: string;
}

const beginLine = (style: string): Line => ({ style, text: '', returned: false, cut: 0, styleAfterCut: '' });

/** What the text of a line turned on stays on, though the text is cut or replaced. */
const styleBehind = ({ style, text, cut, styleAfterCut }: Line): string =>
  cut === 0 ? styleAfter(style, text) : styleAfterCut;

export function createLineAssembler(maximumCharacters: number): LineAssembler {
  let line = beginLine('');

  const finish = (): string => {
    const finished = describe(line);
    line = beginLine(styleBehind(line));
    return finished;
  };

  return {
    take: (text) => {
      const lines: string[] = [];
      let start = 0;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
        extend(line, text.slice(start, end), maximumCharacters);
        lines.push(finish());
        start = end + 1;
      }
      extend(line, start === 0 ? text : text.slice(start), maximumCharacters);
      return lines;
    },
    unfinished: () => (line.text === '' && line.cut === 0 ? undefined : describe(line)),
  };
}

const describe = ({ style, text, cut }: Line): string =>
  style + (cut === 0 ? text : `${text}\u001b[0m … ${cut} characters more`);

function extend(line: Line, piece: string, maximum: number): void {
  if (piece === '') return;
  let end = piece.length;
  while (end > 0 && piece[end - 1] === '\r') end -= 1;
  const start = end === 0 ? 0 : piece.lastIndexOf('\r', end - 1) + 1;
  const body = piece.slice(start, end);
  if (start > 0 || (line.returned && body !== '')) replace(line, piece.slice(0, start));
  line.returned = end < piece.length || (line.returned && body === '');
  append(line, body, maximum);
}

/** `lost`: what came of the line since, and is replaced as well. */
function replace(line: Line, lost: string): void {
  const style = styleAfter(styleBehind(line), lost);
  Object.assign(line, { style, text: '', cut: 0 });
}

function append(line: Line, body: string, maximum: number): void {
  const room = maximum - line.text.length;
  if (line.cut === 0 && body.length <= room) {
    line.text += body;
    return;
  }
  const kept = line.cut > 0 ? '' : cutBeforeSequence(body, room);
  line.styleAfterCut = styleAfter(styleBehind(line), body);
  line.text += kept;
  line.cut += body.length - kept.length;
}
