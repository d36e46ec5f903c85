// One node of the tree from the cursor: a blank line, a comment, or an instruction with all its lines.
import { problem, warning, type Message } from '../messages/message.js';
import { checkFlagBytes } from './check-flag-bytes.js';
import { describeParts } from './describe-parts.js';
import { readInstruction, takesHeredocs } from './read-instruction.js';
import { skipBlanks } from './scan/blanks.js';
import { joinLines, type JoinedLines } from './scan/join-lines.js';
import { findHeredocs, takeHeredoc } from './scan/scan-heredocs.js';
import { splitInstruction } from './scan/split-instruction.js';
import { takeLine, type Cursor, type Line } from './scan/take-line.js';
import { sourceRange } from './source-range.js';
import type { Escape, Heredoc, Instruction, InstructionBase, Node } from './tree.js';

/** Takes the next node, or finds the end of the file. */
export function scanNode(cursor: Cursor, escape: Escape, messages: Message[]): Node | undefined {
  const line = takeLine(cursor);
  if (line === undefined) return undefined;
  const content = skipBlanks(cursor.text, line.start, line.contentEnd);
  const range = { start: line.start, end: line.end };
  if (content === line.contentEnd) return { type: 'blank', range };
  if (cursor.text.charCodeAt(content) === numberSign) return { type: 'comment', range };
  return scanInstruction(cursor, line, joinLines(cursor, line, content, escape), { escape, messages });
}

const numberSign = 35;

interface Scanning {
  readonly escape: Escape;
  readonly messages: Message[];
}

function scanInstruction(
  cursor: Cursor,
  line: Line,
  joined: JoinedLines,
  { escape, messages }: Scanning,
): Instruction {
  const { logical, leaves, blankLine } = joined;
  if (blankLine !== undefined) {
    const text = 'an empty line inside a continuation, which BuildKit will refuse one day';
    messages.push(warning('continuation-empty', blankLine, text, 'delete it, or write a `#` on it'));
  }
  const parts = splitInstruction(logical.text, escape);
  messages.push(...checkFlagBytes(logical, parts));
  const keyword = logical.text.slice(parts.keywordStart, parts.keywordEnd).toUpperCase();
  const { keywordRange, flags, rest } = describeParts(logical, parts);
  const takes = logical.text.includes('<<') && takesHeredocs(keyword, rest.text, escape);
  const heredocs = takes ? takeHeredocs(cursor, joined, messages) : none;
  // One literal with all its fields: what is spread together takes twice the memory and time.
  const base: InstructionBase = {
    type: 'instruction',
    keywordRange,
    range: { start: line.start, end: cursor.offset },
    leaves,
    line: line.number,
    endLine: cursor.line - 1,
    logical,
    flags,
    rest,
    heredocs,
  };
  return readInstruction({ base, escape, keyword, file: cursor.text }, messages);
}

const none: readonly Heredoc[] = [];

/** A heredoc that is never closed takes the rest of the file: what stands there is more likely its body than not. */
function takeHeredocs(cursor: Cursor, { logical, leaves }: JoinedLines, messages: Message[]): Heredoc[] {
  const heredocs: Heredoc[] = [];
  for (const mark of findHeredocs(logical.text)) {
    const heredoc = takeHeredoc(cursor, mark, leaves);
    if (heredoc === undefined) {
      const range = sourceRange(logical, mark.start, mark.end);
      const text = `the heredoc \`${mark.name}\` is never closed`;
      const hint = `end it with a line that holds only \`${mark.name}\`; a \`<<\` that begins no heredoc stands in quotes`;
      messages.push(problem('heredoc-unterminated', range, text, hint));
      return heredocs;
    }
    heredocs.push(heredoc);
  }
  return heredocs;
}
