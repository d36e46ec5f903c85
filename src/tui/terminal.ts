// The user's terminal: taken whole, lent for a shell, and given back as it was on every way out.
import type { TerminalKey } from './read-keys.js';
import type { Size } from './view-state.js';
import { watchKeys } from './watch-keys.js';

/** What the caller gives: this layer knows no `process`. */
export interface DebuggerTerminal {
  readonly stdin: TerminalInput;
  readonly stdout: TerminalOutput;
  /** False with NO_COLOR: bold, faint and inverse stay. */
  readonly hasColor: boolean;
  /** False where the locale or the font has no more than ASCII. */
  readonly hasUnicode: boolean;
  /** Clicks and the wheel come to the program, and the terminal's own selection needs Shift. */
  readonly hasMouse: boolean;
  /** `restore` is to be called when the program ends in whatever way; it is synchronous. Gives the function that forgets it. */
  onExit(restore: () => void): () => void;
}

export type TerminalInput = NodeJS.ReadableStream & { setRawMode?(isRaw: boolean): unknown };
export type TerminalOutput = NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };

/** For the time of an interactive shell: raw mode, the main screen, nobody else reading. */
export interface TerminalLoan {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  size(): Size;
  /** Gives the function that stops listening. */
  onResize(listener: () => void): () => void;
}

export interface ScreenListeners {
  readonly onKey: (key: TerminalKey) => void;
  readonly onResize: () => void;
  /** The terminal is gone: hung up, or closed by whoever had it. */
  readonly onGone: () => void;
}

export interface TerminalScreen {
  size(): Size;
  /** False while it is lent, and after the end: nothing may be written then. */
  isShown(): boolean;
  readonly write: (text: string) => void;
  /** Gives the screen back for the time of `use`, whatever happens in it; rejects with what `use` rejects with. */
  lend<Result>(use: (terminal: TerminalLoan) => Promise<Result>): Promise<Result>;
  /** Restores the terminal; a second call does nothing. */
  close(): void;
}

/** The alternate screen, no cursor, lines cut rather than wrapped, pastes marked as such. */
const enterScreen = '\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[?2004h';
/** Buttons and wheel, told as numbers; the reverse order on the way out. */
const enterMouse = '\u001b[?1000h\u001b[?1006h';
/** Whether it was entered or not: a terminal that goes on telling of clicks types into the user's shell. */
const leaveScreen = '\u001b[0m\u001b[?1006l\u001b[?1000l\u001b[?2004l\u001b[?7h\u001b[?25h\u001b[?1049l';

export function openTerminal(terminal: DebuggerTerminal, listeners: ScreenListeners): TerminalScreen {
  const { stdin, stdout } = terminal;
  let status: 'open' | 'lent' | 'closed' = 'open';
  let stopKeys: () => void = () => undefined;

  const enter = (): void => {
    stdin.setRawMode?.(true);
    stdout.write(terminal.hasMouse ? enterScreen + enterMouse : enterScreen);
    stopKeys = watchKeys(stdin, listeners.onKey);
  };
  const leave = (): void => {
    stopKeys();
    stdout.write(leaveScreen);
  };
  const stopListening = listen(terminal, listeners);
  const forget = terminal.onExit(close);

  function close(): void {
    if (status === 'closed') return;
    if (status === 'open') leave();
    status = 'closed';
    stdin.setRawMode?.(false);
    stopListening();
    forget();
  }

  const lend: TerminalScreen['lend'] = async (use) => {
    if (status !== 'open') throw new Error(`the terminal cannot be lent: it is ${status}`);
    leave();
    status = 'lent';
    try {
      return await use(createLoan(terminal));
    } finally {
      // Closed meanwhile, the terminal is the caller's again.
      if (isLent()) {
        status = 'open';
        enter();
      }
    }
  };
  const isLent = (): boolean => status === 'lent';

  enter();
  return {
    size: () => sizeOf(stdout),
    isShown: () => status === 'open',
    write: (text) => {
      stdout.write(text);
    },
    lend,
    close,
  };
}

const sizeOf = ({ columns = 80, rows = 24 }: TerminalOutput): Size => ({ columns, rows });

const createLoan = ({ stdin, stdout }: DebuggerTerminal): TerminalLoan => ({
  input: stdin,
  output: stdout,
  size: () => sizeOf(stdout),
  onResize: (listener) => {
    stdout.on('resize', listener);
    return () => stdout.off('resize', listener);
  },
});

/** Errors are listened to as well: a terminal that hangs up must not end the program with the build in the middle. */
function listen({ stdin, stdout }: DebuggerTerminal, { onResize, onGone }: ScreenListeners): () => void {
  stdout.on('resize', onResize);
  stdout.on('error', onGone);
  stdin.on('error', onGone);
  stdin.on('end', onGone);
  return () => {
    stdout.off('resize', onResize);
    stdin.off('end', onGone);
  };
}
