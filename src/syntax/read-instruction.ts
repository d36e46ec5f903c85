// From a scanned statement to a typed instruction, by the table.
import { isError, problem, warning, type Message } from '../messages/message.js';
import { suggestion } from '../messages/nearest.js';
import { checkFlagBytes } from './check-flag-bytes.js';
import { checkFlags, warnOfFlags } from './check-flags.js';
import { describeParts } from './describe-parts.js';
import { findInstruction } from './instructions.js';
import { keywords } from './keywords.js';
import { parseStrings } from './read/json-array.js';
import { quoteText } from './quote-text.js';
import { isRefusal, type Reading, type Statement } from './read/statement.js';
import { splitInstruction, type InstructionParts } from './scan/split-instruction.js';
import { sourceRange } from './source-range.js';
import type { Escape, Instruction } from './tree.js';

/** Reads one instruction; with an error in it, it stays unread. What is wrong with it is added to `messages`. */
export function readInstruction(statement: Statement, messages: Message[]): Instruction {
  const found = readByTable(statement);
  for (const message of found.messages) messages.push(message);
  const unread = findInstruction(statement.keyword) === undefined ? '' : statement.keyword;
  // The base belongs to this instruction alone. A copy of it would cost half of the parser's time and memory.
  return Object.assign(statement.base, found.reading ?? { keyword: '', unread }) as Instruction;
}

interface Found {
  readonly reading?: Reading;
  readonly messages: readonly Message[];
}

function readByTable(statement: Statement): Found {
  const specification = findInstruction(statement.keyword);
  if (specification === undefined) return { messages: [unknownKeyword(statement)] };
  const { base } = statement;
  const dropsFlags = specification.dropsFlags?.(base.rest.text) === true;
  const flagMessages = dropsFlags ? warnOfFlags(statement) : checkFlags(statement, specification.flags);
  const reading = specification.read(statement);
  if (isRefusal(reading)) return { messages: [...flagMessages, ...reading.refused] };
  if (flagMessages.some(isError)) return { messages: flagMessages };
  return reading.keyword === 'ONBUILD'
    ? readTrigger(statement, reading)
    : { reading, messages: flagMessages };
}

/** Whether the heredocs on the line count: only in RUN, COPY and ADD, in triggers of these, not in JSON form. */
export function takesHeredocs(keyword: string, rest: string, escape: Escape): boolean {
  if (keyword !== 'ONBUILD') {
    return findInstruction(keyword)?.heredocs === true && !Array.isArray(parseStrings(rest));
  }
  const { keywordEnd, restStart, restEnd } = splitInstruction(rest, escape);
  const trigger = rest.slice(0, keywordEnd).toUpperCase();
  return trigger !== 'ONBUILD' && takesHeredocs(trigger, rest.slice(restStart, restEnd), escape);
}

/**
 * Reads a trigger where it is written. BuildKit does so only when the image is used, but for what its parser
 * refuses at once: JSON arrays of other things than strings, and names without a value in ENV and LABEL.
 */
function readTrigger(statement: Statement, reading: Reading): Found {
  const { base, escape } = statement;
  const parts = splitInstruction(base.logical.text, escape, base.rest.start);
  const keyword = base.logical.text.slice(parts.keywordStart, parts.keywordEnd).toUpperCase();
  if (findInstruction(keyword) === undefined)
    return { reading, messages: [unknownTrigger(statement, parts)] };
  const trigger = { ...statement, keyword, base: { ...base, ...describeParts(base.logical, parts) } };
  const isPairs = (keyword === 'ENV' || keyword === 'LABEL') && trigger.base.rest.text !== '';
  const found = [...checkFlagBytes(base.logical, parts), ...readByTable(trigger).messages];
  const messages = found.map((message) =>
    message.code === 'json-invalid' || (isPairs && message.code === 'missing-argument')
      ? message
      : asWarning(message),
  );
  return messages.some(isError) ? { messages } : { reading, messages };
}

function unknownTrigger({ base }: Statement, { keywordStart, keywordEnd }: InstructionParts): Message {
  const found = base.logical.text.slice(keywordStart, keywordEnd);
  const hint = suggestion(found, keywords) ?? 'write `ONBUILD RUN command`';
  const text = `ONBUILD: ${quoteText(found)} is not an instruction`;
  return warning('unknown-instruction', sourceRange(base.logical, keywordStart, keywordEnd), text, hint);
}

const asWarning = (message: Message): Message => ({ ...message, severity: 'warning' });

function unknownKeyword({ base, keyword, file }: Statement): Message {
  const { start, end } = base.keywordRange;
  if (start === end) {
    const hint = 'write an instruction, or delete the line';
    return problem('unknown-instruction', base.range, 'a continuation without an instruction', hint);
  }
  const hint = suggestion(keyword, keywords) ?? 'should the line before it end with the escape character?';
  const text = `${quoteText(file.slice(start, end))} is not an instruction`;
  return problem('unknown-instruction', base.keywordRange, text, hint);
}
