// The text of a script to its commands and everything that is wrong with it.
import { problem, type Message } from '../../messages/message.js';
import type { Range } from '../../messages/range.js';
import { readCommand, type Complaint } from './read-command.js';
import { readTokens, type Token } from './read-tokens.js';
import type { ScriptLine } from './script.js';

export interface Script {
  readonly lines: readonly ScriptLine[];
  /** Where there are any, the lines are not all. */
  readonly messages: readonly Message[];
}

export function readScript(text: string): Script {
  const lines: ScriptLine[] = [];
  const messages: Message[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (const [index, written] of text.slice(start).split('\n').entries()) {
    const read = readLine(written.replace(/\r$/, ''), start, index + 1);
    if (read !== undefined && 'problem' in read) messages.push(read.problem);
    else if (read !== undefined) lines.push(read);
    start += written.length + 1;
  }
  return { lines, messages };
}

/** Undefined where nothing stands but a comment. */
function readLine(
  written: string,
  start: number,
  line: number,
): ScriptLine | { readonly problem: Message } | undefined {
  const read = readTokens(written, start);
  if ('problem' in read) return read;
  const [first] = read.tokens;
  const last = read.tokens.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const range = { start: first.range.start, end: last.range.end };
  const reading = readCommand(read.tokens);
  if ('complaint' in reading) return { problem: describe(reading.complaint, range) };
  const text = written.slice(range.start - start, range.end - start);
  return { line, text, range, command: reading.command };
}

function describe({ expected, at, hint }: Complaint, range: Range): Message {
  if (at === undefined)
    return problem('script-invalid', range, `${expected}, and found the end of the line`, hint);
  return problem('script-invalid', at.range, `${expected}, and found ${found(at)}`, hint);
}

const found = ({ type, value }: Token): string => (type === 'text' ? JSON.stringify(value) : `\`${value}\``);
