// Text of others in Markdown: it is shown, and never read as Markdown.
import { sanitizeOutput } from '../../messages/sanitize-output.js';

/** No control but line ends and tabs. */
export const plainText = (text: string): string =>
  sanitizeOutput(text).replaceAll(/\u001b\[[\d;:]*m|\r/g, '');

/** On one line. A longer run of backticks than any inside ends it. */
export function codeSpan(text: string): string {
  const line = plainText(text).replaceAll(/\s+/g, ' ').trim();
  const marks = '`'.repeat(longestRun(line) + 1);
  const blank = line === '' || line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${marks}${blank}${line}${blank}${marks}`;
}

export function fencedBlock(language: string, text: string): string {
  const marks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${marks}${language}\n${text.replace(/\n+$/, '')}\n${marks}\n\n`;
}

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);

/** A sentence that somebody else wrote, on one line. */
export const prose = (text: string): string =>
  plainText(text)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_~<>[\]#|&]/g, String.raw`\$&`);
