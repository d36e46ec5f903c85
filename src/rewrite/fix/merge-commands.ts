// Where commands that were run by hand go in the script that failed: in the place of those they correct, else before or
// behind them.
import { splitCommands, type CommandPart } from '../../shell/split-commands.js';
import { tokenizeScript, type ShellToken } from '../../shell/tokenize-script.js';
import type { TriedCommand } from '../../session/tried-command.js';
import { changesShell, programOf } from './judge-command.js';
import { alike, pairInOrder, resemblanceOf } from './resemblance.js';

export interface MergedCommands {
  /** By the number of the part that each stands for. */
  readonly corrections: ReadonlyMap<number, string>;
  /** In order; `before` is the number of a part, or that of all parts for the end. */
  readonly insertions: readonly { readonly before: number; readonly text: string }[];
}

export function mergeCommands(parts: readonly CommandPart[], kept: readonly TriedCommand[]): MergedCommands {
  const pieces = kept.flatMap((command) => piecesOf(command, kept.length === 1));
  const pairs = pairInOrder(parts.length, pieces.length, (part, piece) => {
    const score = resemblanceOf(parts[part]?.tokens ?? [], pieces[piece]?.tokens ?? []);
    return score < alike ? 0 : score;
  });
  const isAlone = parts.length === 1 && pieces.length === 1;
  const corrections = new Map(pairs.map(([part, piece]) => [part, guard(pieces[piece], isAlone)] as const));
  const insertions = pieces.flatMap((piece, index) => {
    if (pairs.some(([, each]) => each === index)) return [];
    return [{ before: placeOf(index, pairs, parts), text: guard(piece, false) }];
  });
  return { corrections, insertions };
}

interface Piece {
  readonly text: string;
  readonly tokens: readonly ShellToken[];
}

/**
 * A RUN is one shell, as a session in a shell is: `cd` and `export` reach what follows. Each command of the prompt began
 * anew, so that one which changes its shell has to stay in one of its own.
 */
function piecesOf({ text, by }: TriedCommand, isOnly: boolean): readonly Piece[] {
  const tokens = (tokenizeScript(text) ?? []).filter(({ type }) => type !== 'comment');
  if (tokens.length === 0) return [{ text: text.trim(), tokens: [] }];
  const parts = splitCommands(tokens, ['&&']);
  const changes = splitCommands(tokens, ['&&', ';', '\n']).some(changesShell);
  if (by === 'prompt' && changes && !isOnly) {
    const [first, last] = [tokens[0], tokens.at(-1)];
    const whole = text.slice(first?.start, last?.end);
    return [{ text: `(${whole})`, tokens: tokenizeScript(`(${whole})`) ?? [] }];
  }
  return parts.map(({ tokens: words, start, end }) => ({
    text: text.slice(start, end).replaceAll(/\\\r?\n[ \t]*/g, ''),
    tokens: words,
  }));
}

/** What binds less than `&&`, or would end in the background, is put in a group. Of several lines it gets its own anyway. */
function guard(piece: Piece | undefined, isAlone: boolean): string {
  if (piece === undefined) return '';
  const { tokens, text } = piece;
  if (text.includes('\n')) return text;
  const isLast = (token: ShellToken): boolean => token === tokens.at(-1);
  const whole = tokens.at(-1)?.text === ';' ? text.slice(0, -1).trimEnd() : text;
  const parts = splitCommands(tokens, ['||', ';', '&', '\n']);
  const needs = parts.length > 1 || tokens.some((token) => token.text === '&' && isLast(token));
  if (!needs || isAlone) return whole;
  return tokens.some((token) => token.text === '&' && isLast(token)) ? `{ ${whole} }` : `{ ${whole}; }`;
}

/** Before what it made possible; behind all that was corrected, where nothing was after it. */
function placeOf(
  index: number,
  pairs: readonly (readonly [part: number, piece: number])[],
  parts: readonly CommandPart[],
): number {
  const next = pairs.find(([, piece]) => piece > index);
  if (next !== undefined) return next[0];
  const last = pairs.findLast(([, piece]) => piece < index);
  if (last !== undefined) return last[0] + 1;
  const first = parts.findIndex(({ tokens }) => programOf(tokens) !== 'set');
  return Math.max(0, first);
}
