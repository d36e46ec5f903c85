// The real program in a real terminal: a pseudo-terminal by util-linux's `script`, its screen by xterm.
import { readlink } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import xterm from '@xterm/headless';
import { execa } from 'execa';
import type { ExecutionContext } from 'ava';
import { removeUnnamed } from './engine-images.js';
import { refromProgram } from './refrom.js';

export interface CommandTerminal {
  /** The rows of the screen as they stand, without trailing blanks. */
  screen(): string;
  /** From 0, of those rows that stand out by inverse colours at this column, counted from 0. */
  inverseRows(column: number): readonly number[];
  type(keys: string): void;
  /** As a user does by its window; what runs in it is told by SIGWINCH. */
  resize(columns: number, rows: number): Promise<void>;
  /** Waits until the screen shows it; fails with the screen in the message. */
  shows(pattern: RegExp, seconds?: number): Promise<void>;
  /** True while the alternate screen is up. */
  isAlternate(): boolean;
  /** What the program is told of the mouse: `none`, or `vt200` for buttons and the wheel. */
  mouseMode(): string;
  /** Whether any cell has another colour than the terminal's own. */
  hasColors(): boolean;
  /** All that was written to it. */
  transcript(): string;
  /** The exit status. */
  readonly ended: Promise<number | undefined>;
}

/** With our program in it. */
export interface RealTerminal extends CommandTerminal {
  /** Its process number. */
  pid(): Promise<number>;
}

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface ProgramTerminalOptions extends TerminalOptions {
  /** Commands run in the terminal before and after the program. */
  readonly before?: string;
  readonly after?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Opens the program in a terminal that is closed when the test ends. */
export function openRealTerminal(
  t: ExecutionContext,
  words: readonly string[],
  { before = ':', after = ':', ...options }: ProgramTerminalOptions = {},
): RealTerminal {
  const program = [process.execPath, refromProgram, ...words].map((word) => `'${word}'`).join(' ');
  return {
    ...openTerminal(t, `${before}; ${program}; echo "status $?"; ${after}`, options),
    pid: async () => {
      const { stdout } = await execa('pgrep', [
        '-f',
        `^${process.execPath} ${refromProgram} ${words.join(' ')}`,
      ]);
      return Number(stdout.split('\n')[0]);
    },
  };
}

/** Runs a shell command in a terminal that is closed when the test ends. */
export function openTerminal(
  t: ExecutionContext,
  command: string,
  { columns = 100, rows = 30, folder, environment = {} }: TerminalOptions,
): CommandTerminal {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const child = execa('script', ['-qefc', `stty cols ${columns} rows ${rows}; ${command}`, '/dev/null'], {
    buffer: false,
    reject: false,
    stdin: 'pipe',
    ...(folder === undefined ? {} : { cwd: folder }),
    env: {
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      SHELL: '/bin/sh',
      XDG_CONFIG_HOME: '/nowhere',
      ...environment,
    },
  });
  const written: Buffer[] = [];
  child.stdout.on('data', (data: Buffer) => {
    written.push(data);
    terminal.write(data);
  });
  const transcript = (): string => Buffer.concat(written).toString();
  t.teardown(async () => {
    child.kill('SIGKILL');
    await child;
    await removeUnnamed(toldImages(transcript()));
  });
  const screen = (): string => readRows(terminal).join('\n');
  return {
    screen,
    inverseRows: (column) =>
      readLines(terminal).flatMap((line, row) => (line?.getCell(column)?.isInverse() ? [row] : [])),
    type: (keys) => {
      child.stdin.write(keys);
    },
    resize: async (wide, high) => {
      terminal.resize(wide, high);
      const { stdout: inside } = await execa('pgrep', ['-P', String(child.pid)]);
      const device = await readlink(`/proc/${inside.split('\n')[0] ?? ''}/fd/0`);
      await execa('stty', ['-F', device, 'cols', String(wide), 'rows', String(high)]);
    },
    shows: async (pattern, seconds = 60) => {
      const end = Date.now() + seconds * 1000;
      while (!pattern.test(screen())) {
        if (Date.now() > end) throw new Error(`the screen never showed ${String(pattern)}:\n${screen()}`);
        await wait(20);
      }
    },
    mouseMode: () => terminal.modes.mouseTrackingMode,
    isAlternate: () => terminal.buffer.active.type === 'alternate',
    hasColors: () => hasColors(terminal),
    transcript,
    ended: child.then(({ exitCode }) => exitCode),
  };
}

/** A build without a name leaves an image without one, as does the next of two with the same name. */
const toldImages = (transcript: string): readonly string[] =>
  [...transcript.matchAll(/\bsha256:[0-9a-f]{64}\b|(?<=made the image )[0-9a-f]{12}\b/g)].map(([id]) => id);

const readLines = ({
  buffer: { active },
  rows,
}: xterm.Terminal): readonly (xterm.IBufferLine | undefined)[] =>
  Array.from({ length: rows }, (_, row) => active.getLine(active.viewportY + row));

const readRows = (terminal: xterm.Terminal): string[] =>
  readLines(terminal).map((line) => line?.translateToString(true) ?? '');

function hasColors(terminal: xterm.Terminal): boolean {
  return readLines(terminal).some((line) =>
    Array.from({ length: terminal.cols }, (_, column) => line?.getCell(column)).some(
      (cell) => cell !== undefined && !(cell.isFgDefault() && cell.isBgDefault()),
    ),
  );
}
