// An asciinema cast, version 2: a header, then one event a line. https://docs.asciinema.org/manual/asciicast/v2/

export interface CastHeader {
  readonly columns: number;
  readonly rows: number;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly title: string;
  /** The kind of terminal, as TERM names it. */
  readonly term: string;
}

/** Each gives the lines to append; nothing once the cast is full. Times are seconds since its beginning. */
export interface Cast {
  readonly header: string;
  /** What a program wrote to the terminal. */
  output(seconds: number, text: string): string;
  resize(seconds: number, columns: number, rows: number): string;
  isFull(): boolean;
}

/** Players load a cast whole. */
export const longestCast = 64_000_000;

export function createCast(header: CastHeader, longest = longestCast): Cast {
  const { columns, rows, timestamp, title, term } = header;
  const first = { version: 2, width: columns, height: rows, timestamp, title, env: { TERM: term } };
  let length = 0;
  let last = 0;
  let isFull = false;

  const event = (seconds: number, code: 'o' | 'r', data: string): string => {
    if (isFull || data === '') return '';
    last = Math.max(last, seconds);
    const line = format(last, code, data);
    isFull = length + line.length > longest;
    length += line.length;
    return isFull ? format(last, 'o', goodbye) : line;
  };
  return {
    header: `${JSON.stringify(first)}\n`,
    // As the terminal's driver passes it on (stty onlcr): a player has none.
    output: (seconds, text) => event(seconds, 'o', text.replaceAll(/\r?\n/g, '\r\n')),
    resize: (seconds, width, height) => event(seconds, 'r', `${String(width)}x${String(height)}`),
    isFull: () => isFull,
  };
}

const goodbye = '\u001b[0m\r\nrefrom: the recording ends here, as it is as long as one may be\r\n';

const format = (seconds: number, code: 'o' | 'r', data: string): string =>
  `${JSON.stringify([Number(seconds.toFixed(6)), code, data])}\n`;
