// The parser directives at the very start of the file: `# escape=`, `# syntax=`, `# check=`.
import { problem, warning, type Message } from '../../messages/message.js';
import type { Range } from '../../messages/range.js';
import type { Escape, Trivia } from '../tree.js';
import { quoteText } from '../quote-text.js';
import { isOwnFrontend } from './own-frontend.js';
import { readDirective } from './read-directive.js';
import { takeLine, type Cursor } from './take-line.js';

export interface DirectiveZone {
  readonly trivia: readonly Trivia[];
  readonly escape: Escape;
  readonly messages: readonly Message[];
}

/**
 * Takes the directive lines from the cursor. The first line that is none ends the zone. After a `#!` line
 * BuildKit still finds `syntax` and `check`, but `escape` has no effect. It looks for the frontend in lines that
 * nothing is trimmed of (DetectSyntax): an indented directive ends that search.
 */
export function scanDirectives(cursor: Cursor): DirectiveZone {
  const trivia: Trivia[] = [];
  const messages: Message[] = [];
  const seen = new Set<string>();
  const shebang = takeShebang(cursor);
  if (shebang !== undefined) trivia.push(shebang);
  let escape: Escape = '\\';
  let indented = false;
  for (;;) {
    const found = takeDirective(cursor);
    if (found === undefined) return { trivia, escape, messages };
    trivia.push(found);
    if (shebang === undefined) messages.push(...checkDirective(found, seen));
    seen.add(found.directive.name);
    const { name, value } = found.directive;
    if (name === 'escape' && shebang === undefined && isEscape(value)) escape = value;
    indented ||= !cursor.text.startsWith('#', found.range.start);
    if (name === 'syntax' && !indented) messages.push(...checkFrontend(found.range, value));
  }
}

interface DirectiveLine extends Trivia {
  readonly type: 'directive';
  readonly directive: { readonly name: string; readonly value: string };
}

function takeShebang(cursor: Cursor): Trivia | undefined {
  if (!cursor.text.startsWith('#!', cursor.offset)) return undefined;
  const line = takeLine(cursor);
  return line && { type: 'comment', range: { start: line.start, end: line.end } };
}

function takeDirective(cursor: Cursor): DirectiveLine | undefined {
  const { offset, line: number } = cursor;
  const line = takeLine(cursor);
  const directive = line && readDirective(cursor.text.slice(line.start, line.contentEnd));
  if (directive === undefined) {
    cursor.offset = offset;
    cursor.line = number;
    return undefined;
  }
  return { type: 'directive', range: { start: offset, end: cursor.offset }, directive };
}

function checkDirective({ directive, range }: DirectiveLine, seen: ReadonlySet<string>): Message[] {
  const { name, value } = directive;
  if (seen.has(name)) {
    return [
      problem('directive-invalid', range, `the directive \`${name}\` stands twice`, 'keep one of the two'),
    ];
  }
  if (name === 'escape' && !isEscape(value)) {
    const text = `the escape character is a backslash or a backquote, not ${quoteText(value)}`;
    return [problem('directive-invalid', range, text, 'write `# escape=\\`, or delete the line')];
  }
  return [];
}

function checkFrontend(range: Range, value: string): Message[] {
  if (isOwnFrontend(value)) return [];
  const text = `the file asks for the frontend ${quoteText(value)}, and is read as the stable one reads it`;
  return [
    warning(
      'directive-syntax',
      range,
      text,
      'refrom fetches no frontend: what only this one knows is an error',
    ),
  ];
}

const isEscape = (value: string): value is Escape => value === '\\' || value === '`';
