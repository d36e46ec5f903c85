// A terminal that remembers the modes it was put into, and nothing of what was drawn.
import { PassThrough, Writable } from 'node:stream';
import { withoutColors } from '../../src/tui/present/without-colors.js';
import type { DebuggerTerminal } from '../../src/tui/terminal.js';

export interface FakeTerminal extends DebuggerTerminal {
  /** As far as anybody changed it. */
  state(): TerminalState;
  /** All that was written, from some point on. */
  written(from?: number): string;
  /** The same without colours. */
  drawn(from?: number): string;
  type(keys: string): void;
  resize(columns: number, rows: number): void;
  /** What the terminal or its user does to the whole program. */
  exit(): void;
  hangUp(): void;
}

export interface TerminalState {
  readonly isRaw: boolean;
  readonly isAlternate: boolean;
  readonly hasCursor: boolean;
  readonly wraps: boolean;
  readonly marksPastes: boolean;
  readonly tellsOfMouse: boolean;
  /** Somebody takes what is typed. */
  readonly isRead: boolean;
}

/** As a shell leaves it to a program. */
export const untouched: TerminalState = {
  isRaw: false,
  isAlternate: false,
  hasCursor: true,
  wraps: true,
  marksPastes: false,
  tellsOfMouse: false,
  isRead: false,
};

export function createFakeTerminal(columns = 80, rows = 24): FakeTerminal {
  const { stdin, isRaw } = createInput();
  const { output, modes, written } = createOutput();
  const stdout = Object.assign(output, { columns, rows });
  const exits = new Set<() => void>();
  return {
    stdin,
    stdout,
    hasColor: true,
    hasUnicode: true,
    hasMouse: true,
    onExit: (restore) => {
      exits.add(restore);
      return () => exits.delete(restore);
    },
    state: () => ({
      isRaw: isRaw(),
      isAlternate: modes.has(1049),
      hasCursor: modes.has(25),
      wraps: modes.has(7),
      marksPastes: modes.has(2004),
      tellsOfMouse: modes.has(1000) || modes.has(1006),
      isRead: stdin.listenerCount('data') > 0 && !stdin.isPaused(),
    }),
    written: (from = 0) => written.join('').slice(from),
    drawn: (from = 0) => withoutColors(written.join('').slice(from)),
    type: (keys) => stdin.emit('data', keys),
    resize: (width, height) => Object.assign(stdout, { columns: width, rows: height }).emit('resize'),
    exit: () => {
      for (const restore of exits) restore();
    },
    hangUp: () => {
      stdin.emit('end');
      stdout.emit('error', new Error('EIO'));
      stdin.emit('error', new Error('EIO'));
    },
  };
}

function createInput(): { stdin: PassThrough & { setRawMode(raw: boolean): void }; isRaw: () => boolean } {
  let isRaw = false;
  const setRawMode = (raw: boolean): void => {
    isRaw = raw;
  };
  return { stdin: Object.assign(new PassThrough(), { setRawMode }), isRaw: () => isRaw };
}

/** With the private modes that are set, by their numbers. */
function createOutput(): { output: Writable; modes: ReadonlySet<number>; written: readonly string[] } {
  const modes = new Set([25, 7]);
  const written: string[] = [];
  const output = new Writable({
    write: (text: Buffer, _, done) => {
      written.push(text.toString());
      for (const [, mode, letter] of text.toString().matchAll(/\u001b\[\?(\d+)([hl])/g)) {
        if (letter === 'h') modes.add(Number(mode));
        else modes.delete(Number(mode));
      }
      done();
    },
  });
  return { output, modes, written };
}
