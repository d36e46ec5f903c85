// Character classes in Go's regular expressions.
import { type Piece, readEscape, readPlain } from './go-escape.js';
import { namedClasses } from './named-classes.js';

/** A `]` at a class's beginning is a member, and so is `[` where no `[:name:]` follows. */
export function readClass(characters: readonly string[], start: number): Piece | undefined {
  const negated = characters[start] === '^';
  const first = negated ? start + 1 : start;
  let members = '';
  let position = first;
  while (position === first || characters[position] !== ']') {
    const read = readNamedClass(characters, position) ?? readRange(characters, position);
    if (read === undefined) return undefined;
    members += read.translated;
    position = read.end;
  }
  return { translated: `[${negated ? '^' : ''}${members}]`, end: position + 1 };
}

function readNamedClass(characters: readonly string[], position: number): Piece | undefined {
  const name = /^\[:(\^?)(\w+):\]/.exec(characters.slice(position, position + 12).join(''));
  const members = namedClasses.get(name?.[2] ?? '');
  if (name === null || members === undefined) return undefined;
  return { translated: `[${name[1] ?? ''}${members}]`, end: position + name[0].length };
}

function readRange(characters: readonly string[], position: number): Piece | undefined {
  const low = readMember(characters, position);
  if (low === undefined) return undefined;
  if (characters[low.end] !== '-' || characters[low.end + 1] === ']') return low;
  if (low.value === undefined) return low;
  const high = readMember(characters, low.end + 1);
  if (high?.value === undefined || low.value > high.value) return undefined;
  return { translated: `${low.translated}-${high.translated}`, end: high.end };
}

function readMember(characters: readonly string[], position: number): Piece | undefined {
  const character = characters[position];
  if (character === undefined) return undefined;
  return character === '\\' ? readEscape(characters, position + 1, true) : readPlain(character, position + 1);
}
