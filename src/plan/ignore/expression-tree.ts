// The expressions that `translateExpression` makes, as trees: no more of JavaScript's syntax than it writes.

export type ExpressionNode =
  | { readonly type: 'character'; readonly accepts: (character: string) => boolean }
  /** What takes no character: `^`, `$`, `\b`, `\B`. */
  | { readonly type: 'place'; readonly place: string }
  | { readonly type: 'sequence'; readonly parts: readonly ExpressionNode[] }
  | { readonly type: 'choice'; readonly options: readonly ExpressionNode[] }
  | {
      readonly type: 'repetition';
      readonly part: ExpressionNode;
      readonly least: number;
      readonly most: number;
    };

const signs = new RegExp(
  [
    String.raw`\(\?:(?<place>\^|\$|\\b|\\B)\)`,
    String.raw`(?<repetition>\*|\?|\{\d+(?:,\d*)?\})`,
    String.raw`(?<structure>[()|])`,
    String.raw`(?<escape>\\u\{[0-9a-f]+\})`,
    String.raw`(?<class>\[)`,
    String.raw`(?<plain>.)`,
  ].join('|'),
  'suy',
);

/** An open choice: its options so far, of which the last one grows. */
type Level = ExpressionNode[][];

export function parseExpression(expression: string): ExpressionNode {
  const levels: Level[] = [[[]]];
  const grown = (): ExpressionNode[] => levels.at(-1)?.at(-1) ?? [];
  for (let position = 0; position < expression.length;) {
    signs.lastIndex = position;
    const found = signs.exec(expression)?.groups ?? {};
    position = signs.lastIndex;
    if (found.class !== undefined) {
      const end = endOfClass(expression, position);
      grown().push(characterOf(expression.slice(position - 1, end)));
      position = end;
    } else if (found.structure === '(') levels.push([[]]);
    else if (found.structure === '|') levels.at(-1)?.push([]);
    else if (found.structure === ')') {
      const closed = choiceOf(levels.pop() ?? []);
      grown().push(closed);
    } else if (found.repetition !== undefined) {
      const part = grown().pop();
      if (part !== undefined) grown().push(repetitionOf(part, found.repetition));
    } else grown().push(leafOf(found));
  }
  return choiceOf(levels[0] ?? []);
}

/** Sets stand in classes, so brackets are counted. */
function endOfClass(expression: string, start: number): number {
  let end = start;
  for (let depth = 1; depth > 0; end += 1) {
    const character = expression[end];
    if (character === '\\') end += 1;
    else if (character === '[') depth += 1;
    else if (character === ']' || character === undefined) depth -= 1;
  }
  return end;
}

function leafOf({ place, escape, plain }: Readonly<Record<string, string | undefined>>): ExpressionNode {
  if (place !== undefined) return { type: 'place', place };
  if (escape !== undefined) return characterOf(escape);
  return { type: 'character', accepts: (character) => character === plain };
}

function characterOf(expression: string): ExpressionNode {
  const one = new RegExp(`^${expression}$`, 'v');
  return { type: 'character', accepts: (character) => one.test(character) };
}

function choiceOf(options: Level): ExpressionNode {
  const sequences = options.map((parts) => ({ type: 'sequence' as const, parts }));
  return sequences.length === 1 && sequences[0] !== undefined
    ? sequences[0]
    : { type: 'choice', options: sequences };
}

function repetitionOf(part: ExpressionNode, sign: string): ExpressionNode {
  if (sign === '*') return { type: 'repetition', part, least: 0, most: Infinity };
  if (sign === '?') return { type: 'repetition', part, least: 0, most: 1 };
  const [least = '', most = least] = sign.slice(1, -1).split(',');
  return { type: 'repetition', part, least: Number(least), most: most === '' ? Infinity : Number(most) };
}
