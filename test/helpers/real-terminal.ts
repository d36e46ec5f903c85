// The real program in a real terminal: a pseudo-terminal by util-linux's `script`, its screen by xterm.
import { setTimeout as wait } from 'node:timers/promises';
import xterm from '@xterm/headless';
import { execa } from 'execa';
import type { ExecutionContext } from 'ava';
import { refromProgram } from './refrom.js';

export interface RealTerminal {
  /** The rows of the screen as they stand, without trailing blanks. */
  screen(): string;
  type(keys: string): void;
  /** Waits until the screen shows it; fails with the screen in the message. */
  shows(pattern: RegExp, seconds?: number): Promise<void>;
  /** True while the alternate screen is up. */
  isAlternate(): boolean;
  /** What the program is told of the mouse: `none`, or `vt200` for buttons and the wheel. */
  mouseMode(): string;
  /** Of the program: its process number. */
  pid(): Promise<number>;
  readonly ended: Promise<number | undefined>;
}

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  /** Commands run in the terminal before and after the program. */
  readonly before?: string;
  readonly after?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Opens the program in a terminal that is closed when the test ends. */
export function openRealTerminal(
  t: ExecutionContext,
  words: readonly string[],
  options: TerminalOptions = {},
): RealTerminal {
  const { columns = 100, rows = 30, before = ':', after = ':' } = options;
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const program = [process.execPath, refromProgram, ...words].map((word) => `'${word}'`).join(' ');
  const command = `stty cols ${columns} rows ${rows}; ${before}; ${program}; echo "status $?"; ${after}`;
  const child = execa('script', ['-qefc', command, '/dev/null'], {
    buffer: false,
    reject: false,
    stdin: 'pipe',
    env: {
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      SHELL: '/bin/sh',
      XDG_CONFIG_HOME: '/nowhere',
      ...options.environment,
    },
  });
  child.stdout.on('data', (data: Buffer) => {
    terminal.write(data);
  });
  t.teardown(() => {
    child.kill('SIGKILL');
  });
  const screen = (): string => {
    const { active } = terminal.buffer;
    const lines = Array.from(
      { length: rows },
      (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
    );
    return lines.join('\n');
  };
  return {
    screen,
    type: (keys) => {
      child.stdin.write(keys);
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
    pid: async () => {
      const { stdout } = await execa('pgrep', [
        '-f',
        `^${process.execPath} ${refromProgram} ${words.join(' ')}`,
      ]);
      return Number(stdout.split('\n')[0]);
    },
    ended: child.then(({ exitCode }) => exitCode),
  };
}
