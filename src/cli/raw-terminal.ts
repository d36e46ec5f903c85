// The terminal lent for a shell while nothing of ours is drawn on it: raw mode on, and off again whatever happens.
import process from 'node:process';
import type { TerminalLender } from '../engine/ports.js';

/** Undefined where there is no terminal on both ends. */
export function rawTerminal(): TerminalLender | undefined {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY) return undefined;
  return {
    lend: async (use) => {
      stdin.setRawMode(true);
      stdin.resume();
      try {
        return await use({
          input: stdin,
          output: stdout,
          size: () => ({ columns: stdout.columns, rows: stdout.rows }),
          onResize: (listener) => {
            stdout.on('resize', listener);
            return () => stdout.off('resize', listener);
          },
        });
      } finally {
        stdin.setRawMode(false);
        stdin.pause();
      }
    },
  };
}
