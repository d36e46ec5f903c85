// The regular expressions that moby/patternmatcher builds are Go's. What can occur in them is little; most of it is
// what a user's brackets and backslashes let through unchanged.
import { quoteCharacter } from '../sources/quote-character.js';
import { readClass } from './go-class.js';
import { type Piece, readEscape, readPlain } from './go-escape.js';

/** To one of JavaScript's, for flag `v`. Undefined where Go refuses the expression. */
export function translateExpression(expression: string): string | undefined {
  const characters = Array.from(expression);
  let translated = '';
  let canRepeat = false;
  for (let position = 0; position < characters.length;) {
    const read = readPiece(characters, position);
    if (read === undefined || read.isRefused === true) return undefined;
    // Go takes no repetition of nothing, nor of a repetition.
    if (read.isRepetition === true && !canRepeat) return undefined;
    canRepeat = read.isRepetition !== true && !'(|'.includes(characters[position] ?? '');
    translated += read.translated;
    position = read.end;
  }
  return translated;
}

function readPiece(characters: readonly string[], position: number): Piece | undefined {
  const character = characters[position] ?? '';
  const end = position + 1;
  switch (character) {
    case '[':
      return readClass(characters, end);
    case '\\':
      return readQuote(characters, end) ?? readEscape(characters, end, false);
    case '{':
      return readRepetition(characters, position) ?? readPlain(character, end);
    // Go's dot stops at a line feed only.
    case '.':
      return { translated: '[^\\n]', end };
    case '*':
    case '?':
      return { translated: character, end, isRepetition: true };
    // In a group, because Go repeats them and JavaScript does not.
    case '^':
    case '$':
      return { translated: `(?:${character})`, end };
    case '(':
    case ')':
    case '|':
      return { translated: character, end };
    default:
      return readPlain(character, end);
  }
}

const maximumRepetitions = 1000;

function readRepetition(characters: readonly string[], position: number): Piece | undefined {
  const found = /^\{(\d+)(?:,(\d*))?\}/.exec(characters.slice(position, position + 20).join(''));
  if (found === null) return undefined;
  const [text, least = '', most = least] = found;
  const isWrong = Number(least) > maximumRepetitions || Number(most) > maximumRepetitions;
  if (isWrong || (most !== '' && Number(least) > Number(most)))
    return { translated: '', end: position, isRefused: true };
  return { translated: text, end: position + text.length, isRepetition: true };
}

/** `\Q` takes the meaning from everything up to `\E`. */
function readQuote(characters: readonly string[], position: number): Piece | undefined {
  if (characters[position] !== 'Q') return undefined;
  const quoted = characters.slice(position + 1);
  const length = quoted.findIndex((each, index) => each === '\\' && quoted[index + 1] === 'E');
  const kept = length === -1 ? quoted : quoted.slice(0, length);
  const end = position + 1 + kept.length + (length === -1 ? 0 : 2);
  return { translated: kept.map(quoteCharacter).join(''), end };
}
