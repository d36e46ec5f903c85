// ENV, LABEL and ARG: names and values.
import { quoteText } from '../quote-text.js';
import { isSeparator } from '../scan/blanks.js';
import type { Assignment, InstructionBase } from '../tree.js';
import { splitQuotedWords, type WordSpan } from './split-quoted-words.js';
import {
  isRefusal,
  refuse,
  refuseEmpty,
  wordAt,
  type Read,
  type Refusal,
  type Statement,
} from './statement.js';

/** ENV and LABEL. A first word without `=` makes the legacy form: a name, and the rest of the line as value. */
export const readAssign: Read = (statement) => {
  const { base } = statement;
  const keyword = statement.keyword as 'ENV' | 'LABEL';
  const spans = splitQuotedWords(base.rest.text, statement.escape);
  const [first] = spans;
  if (first === undefined)
    return refuseEmpty(statement, 'a name and a value', `write \`${keyword} NAME=value\``);
  const legacy = !base.rest.text.slice(first.start, first.end).includes('=');
  const assignments = legacy ? readLegacy(statement) : readPairs(statement, spans);
  if (isRefusal(assignments)) return assignments;
  return legacy ? { keyword, assignments, legacy } : { keyword, assignments };
};

/** ARG: names, each with or without a value. */
export const readArg: Read = (statement) => {
  const { base } = statement;
  const spans = splitQuotedWords(base.rest.text, statement.escape);
  if (spans.length === 0) return refuseEmpty(statement, 'a name', 'write `ARG NAME` or `ARG NAME=default`');
  const assignments = gather(spans.map((span) => readPair(statement, span)));
  return isRefusal(assignments) ? assignments : { keyword: 'ARG', assignments };
};

type Pair = Required<Assignment>;

function readLegacy(statement: Statement): Pair[] | Refusal {
  const { base, keyword } = statement;
  const { text, start } = base.rest;
  let nameEnd = 0;
  while (nameEnd < text.length && !isSeparator(text.charCodeAt(nameEnd))) nameEnd += 1;
  let valueStart = nameEnd;
  while (valueStart < text.length && isSeparator(text.charCodeAt(valueStart))) valueStart += 1;
  if (valueStart === text.length) {
    return refuse(statement, 'missing-argument', {
      start,
      end: start + nameEnd,
      text: `${keyword}: ${quoteText(text)} has no value`,
      hint: `write ${quoteText(`${keyword} ${text}=value`)}`,
    });
  }
  const name = wordAt(base, start, start + nameEnd);
  return [{ name, value: wordAt(base, start + valueStart, start + text.length) }];
}

function readPairs(statement: Statement, spans: readonly WordSpan[]): Pair[] | Refusal {
  const pairs = spans.map((span) => {
    const pair = readPair(statement, span);
    if (isRefusal(pair) || isPair(pair)) return pair;
    return refuse(statement, 'missing-argument', {
      ...inRest(statement, span),
      text: `${statement.keyword}: ${quoteText(pair.name.text)} has no \`=\``,
      hint: 'write NAME=value, and put a value with blanks in double quotes',
    });
  });
  return gather(pairs);
}

/** All of them, or what is wrong with any of them. */
function gather<T>(found: readonly (T | Refusal)[]): T[] | Refusal {
  const refused = found.filter((each) => isRefusal(each)).flatMap((refusal) => refusal.refused);
  return refused.length > 0 ? { refused } : found.filter((each): each is T => !isRefusal(each));
}

const inRest = ({ base }: Statement, { start, end }: WordSpan): WordSpan => ({
  start: base.rest.start + start,
  end: base.rest.start + end,
});

const isPair = (assignment: Assignment): assignment is Pair => assignment.value !== undefined;

/** `NAME` or `NAME=VALUE`, cut at the first `=`. */
function readPair(statement: Statement, span: WordSpan): Assignment | Refusal {
  const { base, keyword } = statement;
  const { text } = base.rest;
  const equals = text.slice(span.start, span.end).indexOf('=');
  if (equals === 0) {
    return refuse(statement, 'argument-invalid', {
      ...inRest(statement, span),
      text: `${keyword}: the name before \`=\` is empty`,
      hint: `write \`${keyword} NAME=value\``,
    });
  }
  if (equals === -1) return { name: offsetWord(base, span.start, span.end) };
  const nameEnd = span.start + equals;
  return { name: offsetWord(base, span.start, nameEnd), value: offsetWord(base, nameEnd + 1, span.end) };
}

const offsetWord = (base: InstructionBase, start: number, end: number): Pair['value'] =>
  wordAt(base, base.rest.start + start, base.rest.start + end);
