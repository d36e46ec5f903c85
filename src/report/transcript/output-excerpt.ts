// The output of one step as lines: the first and the last of them, bounded while they come.
import { createSanitizer } from '../../messages/sanitize-output.js';
import type { ValueHider } from './hide-values.js';
import { plainText } from './markdown.js';

export interface OutputExcerpt {
  take(stream: 'stdout' | 'stderr', text: string): void;
  /** Empty where nothing was printed. */
  finish(): readonly string[];
}

export const excerptLimits = { firstLines: 200, lastLines: 50, charactersPerLine: 1000 };

/** A line of one stream that has not ended. */
interface OpenLine {
  readonly sanitize: (chunk: string) => string;
  text: string;
  /** Its limit is passed: what comes is left out. */
  isCut: boolean;
}

export function createOutputExcerpt(hide: ValueHider, limits = excerptLimits): OutputExcerpt {
  const first: string[] = [];
  const last: string[] = [];
  const open = new Map<string, OpenLine>();
  let leftOut = 0;

  const keep = (line: string): void => {
    if (first.length < limits.firstLines) {
      first.push(line);
      return;
    }
    last.push(line);
    if (last.length > limits.lastLines) {
      last.shift();
      leftOut += 1;
    }
  };
  const end = (line: OpenLine): void => {
    keep(cutLine(line, hide, limits.charactersPerLine));
    line.text = '';
    line.isCut = false;
  };
  return {
    take: (stream, chunk) => {
      const line = open.get(stream) ?? { sanitize: createSanitizer(), text: '', isCut: false };
      open.set(stream, line);
      const pieces = line.sanitize(chunk).split('\n');
      for (const [at, piece] of pieces.entries()) {
        if (at > 0) end(line);
        // A value that begins before the limit is whole before this one.
        extend(line, piece, limits.charactersPerLine + hide.longest);
      }
    },
    finish: () => {
      for (const line of open.values()) if (line.text !== '') end(line);
      const gap =
        leftOut === 0 ? [] : [`… ${String(leftOut)} ${leftOut === 1 ? 'line' : 'lines'} left out …`];
      return [...first, ...gap, ...last];
    },
  };
}

/** What a carriage return replaces is not seen on a terminal either. */
function extend(line: OpenLine, piece: string, longest: number): void {
  const text = plainEnds(line.text + piece);
  const begun = text.lastIndexOf('\r', text.length - 2);
  const rest = begun === -1 ? text : text.slice(begun + 1);
  if (begun !== -1) line.isCut = false;
  line.isCut ||= rest.length > longest;
  line.text = rest.slice(0, longest) + (line.isCut && rest.endsWith('\r') ? '\r' : '');
}

/** Several returns in a row are one. */
const plainEnds = (text: string): string => text.replaceAll(/\u001b\[[\d;:]*m/g, '').replaceAll(/\r+/g, '\r');

function cutLine({ text, isCut }: OpenLine, hide: ValueHider, longest: number): string {
  const shown = hide.name(plainText(text));
  return isCut || shown.length > longest ? `${shown.slice(0, longest)} …` : shown;
}
