import { firstThat } from '../plan/binary-search.js';

/** Lines, the oldest dropped over a number of lines or characters. */
export interface LineStore {
  /** Without their ends. `source` is the length of the text the lines were cut from. */
  push(lines: readonly string[], source: number): void;
  /** The number of lines dropped, which is the number of the first one kept. */
  first(): number;
  end(): number;
  lineAt(number: number): string;
  characters(): number;
  clear(): void;
}

/** A text of its own for many lines: one by one they would cost the collector of garbage more than all that is shown. */
interface Block {
  /** The number of its first line. */
  readonly first: number;
  readonly text: string;
  /** Where each line begins in it, and where one behind the last would. */
  readonly starts: Uint32Array;
}

/** Lines of as many characters of source at most, or as many lines, are not in a block yet. */
const blockCharacters = 64 << 10;
const blockLines = 256;

export function createLineStore(maximumLines: number, maximumCharacters: number): LineStore {
  let blocks: Block[] = [];
  /** Behind the blocks. They keep alive all of the text that they were cut from. */
  let tail: string[] = [];
  let tailSource = 0;
  let first = 0;
  let end = 0;
  let characters = 0;

  const tailFirst = (): number => end - tail.length;

  const seal = (): void => {
    if (tail.length > 0) blocks.push(makeBlock(tail, tailFirst()));
    tail = [];
    tailSource = 0;
  };

  const lineAt = (number: number): string => {
    if (number < first || number >= end) return '';
    if (number >= tailFirst()) return tail[number - tailFirst()] ?? '';
    return readLine(blockWith(blocks, number), number);
  };

  const drop = (): void => {
    while (end - first > maximumLines || characters > maximumCharacters) {
      characters -= lineAt(first).length;
      first += 1;
    }
    const gone = blocks.findIndex((block) => endOf(block) > first);
    blocks = gone === -1 ? [] : gone === 0 ? blocks : blocks.slice(gone);
  };

  return {
    push: (more, source) => {
      for (const line of more) {
        tail.push(line);
        end += 1;
        characters += line.length;
        if (tail.length >= blockLines) seal();
      }
      tailSource += source;
      if (tailSource >= blockCharacters) seal();
      drop();
    },
    first: () => first,
    end: () => end,
    lineAt,
    characters: () => characters,
    clear: () => {
      blocks = [];
      tail = [];
      tailSource = 0;
      first = end;
      characters = 0;
    },
  };
}

function makeBlock(lines: readonly string[], first: number): Block {
  const starts = new Uint32Array(lines.length + 1);
  let start = 0;
  for (const [index, line] of lines.entries()) {
    start += line.length + 1;
    starts[index + 1] = start;
  }
  // To join one text alone gives that one, which may be a piece of a longer one and keep it alive.
  return { first, text: [...lines, ''].join('\n'), starts };
}

const endOf = ({ first, starts }: Block): number => first + starts.length - 1;

const blockWith = (blocks: readonly Block[], number: number): Block | undefined =>
  firstThat(blocks, (block) => endOf(block) > number);

function readLine(block: Block | undefined, number: number): string {
  if (block === undefined) return '';
  const at = number - block.first;
  return block.text.slice(block.starts[at], (block.starts[at + 1] ?? 0) - 1);
}
