// The JSON form of arguments: only if all of the rest is a JSON array. Everything else is shell form.
import { sourceRange } from '../source-range.js';
import type { InstructionBase, Word } from '../tree.js';
import { refuse, restOf, type Refusal, type Statement } from './statement.js';

/** The strings of a rest in JSON form, 'mixed' for an array that holds other things, undefined for shell form. */
export function parseStrings(rest: string): readonly string[] | 'mixed' | undefined {
  if (!rest.startsWith('[') || !rest.endsWith(']')) return undefined;
  const value = parseJson(rest);
  if (!Array.isArray(value)) return undefined;
  return value.every((each) => typeof each === 'string') ? value : 'mixed';
}

/** The same for a statement, where an array that holds other things is refused. */
export function readStrings(
  statement: Statement,
  { start, end } = restOf(statement.base),
): readonly string[] | Refusal | undefined {
  const strings = parseStrings(statement.base.logical.text.slice(start, end));
  if (strings !== 'mixed') return strings;
  return refuse(statement, 'json-invalid', {
    start,
    end,
    text: `${statement.keyword}: a JSON array may hold only strings`,
    hint: 'put each argument in double quotes',
  });
}

/** The strings of a JSON form as words, each with the range of its literal. */
export function stringWords(base: InstructionBase, strings: readonly string[]): Word[] {
  const literals = [...base.rest.text.matchAll(/"(?:[^"\\]|\\.)*"/g)];
  return strings.map((text, index) => {
    const start = base.rest.start + (literals[index]?.index ?? 0);
    return { text, range: sourceRange(base.logical, start, start + (literals[index]?.[0].length ?? 0)) };
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
