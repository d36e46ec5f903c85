/** Lines, the oldest dropped over a number of lines or characters. */
export interface LineStore {
  /** `source` is the length of the text the lines were cut from. */
  push(lines: readonly string[], source: number): void;
  /** The number of lines dropped, which is the number of the first one kept. */
  first(): number;
  end(): number;
  lineAt(number: number): string;
  characters(): number;
  clear(): void;
}

export function createLineStore(maximumLines: number, maximumCharacters: number): LineStore {
  let lines: string[] = [];
  // `lines[head]` is line `first`; what is before it is dropped already, and removed in one go from time to time.
  let head = 0;
  let first = 0;
  let characters = 0;

  const dropOne = (): void => {
    characters -= lines[head]?.length ?? 0;
    lines[head] = '';
    head += 1;
    first += 1;
  };

  const compact = (): void => {
    if (head < maximumLines) return;
    lines = lines.slice(head);
    head = 0;
  };

  return {
    push: (more, source) => {
      const copy = isWasteful(more, source) ? detach : same;
      for (const line of more) {
        lines.push(copy(line));
        characters += line.length;
        while (lines.length - head > maximumLines || characters > maximumCharacters) dropOne();
        compact();
      }
    },
    first: () => first,
    end: () => first + lines.length - head,
    lineAt: (number) => lines[head + number - first] ?? '',
    characters: () => characters,
    clear: () => {
      first += lines.length - head;
      lines = [];
      head = 0;
      characters = 0;
    },
  };
}

/** V8's substrings keep alive the text they were cut from: a few short lines would hold a chunk of progress bars. */
function isWasteful(lines: readonly string[], source: number): boolean {
  let kept = 0;
  for (const line of lines) kept += line.length;
  return source > 2 * kept;
}

const same = (line: string): string => line;
const detach = (line: string): string => Buffer.from(line, 'utf16le').toString('utf16le');
