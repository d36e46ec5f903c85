// What one line of an ignore file matches: the rules of moby/patternmatcher, to their last oddity, because a file
// that is ignored here and not in `docker build` is a different image.
import { parseExpression } from './expression-tree.js';
import { translateExpression } from './go-expression.js';
import { createLinearMatch } from './linear-match.js';

export type PathTest = (path: string) => boolean;

/**
 * The test for a cleaned pattern without its `!`; undefined where Docker calls the pattern malformed once a path is
 * held against it. Paths are relative, cleaned, `/`-separated.
 */
export function compileIgnorePattern(pattern: string): PathTest | undefined {
  const { kind, expression } = readPattern(pattern);
  switch (kind) {
    case 'exact':
      return (path) => path === pattern;
    case 'prefix':
      return startsWith(pattern.slice(0, -2));
    case 'suffix':
      return endsWith(pattern.slice(2));
    case 'expression':
      return matchExpression(expression);
  }
}

const startsWith =
  (prefix: string): PathTest =>
  (path) =>
    path.startsWith(prefix);

/** `**` followed by `/name` also means `name` itself. */
const endsWith =
  (suffix: string): PathTest =>
  (path) =>
    path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));

function matchExpression(expression: string): PathTest | undefined {
  // The anchors are part of it: a quote that a user begins reaches the last one.
  const translated = translateExpression(`^${expression}$`);
  return translated === undefined ? undefined : compileExpression(translated);
}

/** Go's expressions take no longer than a path is; JavaScript's try every way in which a path could match. */
function compileExpression(translated: string): PathTest {
  if (!mayTakeLong(translated)) {
    const expression = new RegExp(translated, 'v');
    return (path) => expression.test(path);
  }
  let test: PathTest | undefined;
  return (path) => (test ??= createLinearMatch(parseExpression(translated)))(path);
}

/**
 * Each repetition multiplies the ways by a path's length, and so does a beginning that is not anchored, as behind `|`.
 * Signs that mean themselves are written as escapes.
 */
function mayTakeLong(translated: string): boolean {
  const bare = translated.replaceAll(/\\u\{[0-9a-f]+\}/g, '');
  return bare.includes('|') || (bare.match(/[*{]/g)?.length ?? 0) > 2;
}

interface ReadPattern {
  kind: 'exact' | 'prefix' | 'suffix' | 'expression';
  /** In Go's syntax, without anchors. */
  expression: string;
}

/**
 * Escaped because they mean something to regular expressions and nothing to a pattern. Docker forgets `|`, `{` and
 * `}`, so beside a wildcard those keep their meaning.
 */
const literals = '.+()$';

function readPattern(pattern: string): ReadPattern {
  const characters = Array.from(pattern);
  const read: ReadPattern = { kind: 'exact', expression: '' };
  for (let position = 0, count = 0; position < characters.length; count += 1) {
    position = readOne(characters, position, count === 0, read);
  }
  return read;
}

/** Reads one character or one `**`; gives the position behind it. */
function readOne(characters: readonly string[], position: number, first: boolean, read: ReadPattern): number {
  const character = characters[position] ?? '';
  const next = characters[position + 1];
  if (character === '*' && next === '*') return readDoubleStar(characters, position, first, read);
  if (literals.includes(character)) {
    read.expression += `\\${character}`;
    return position + 1;
  }
  switch (character) {
    case '*':
    case '?':
      read.expression += character === '*' ? '[^/]*' : '[^/]';
      break;
    case '\\':
      read.expression += `\\${next ?? ''}`;
      if (next !== undefined) read.kind = 'expression';
      return position + 2;
    case '[':
    case ']':
      read.expression += character;
      break;
    default:
      read.expression += character;
      return position + 1;
  }
  read.kind = 'expression';
  return position + 1;
}

const anyFolders = '(.*/)?';

/** `**` takes any number of folders, none included, and eats the `/` behind it. */
function readDoubleStar(
  characters: readonly string[],
  position: number,
  first: boolean,
  read: ReadPattern,
): number {
  const end = characters[position + 2] === '/' ? position + 3 : position + 2;
  if (end < characters.length) {
    // Twice in a row means the same, and takes much longer.
    if (!read.expression.endsWith(anyFolders)) read.expression += anyFolders;
    read.kind = 'expression';
  } else if (read.kind === 'exact') {
    read.kind = 'prefix';
  } else {
    read.expression += '.*';
    read.kind = 'expression';
  }
  if (first) read.kind = 'suffix';
  return end;
}
