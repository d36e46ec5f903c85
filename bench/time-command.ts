import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { median } from './row.js';

export const root = resolve(import.meta.dirname, '../../..');
export const program = join(root, 'dist/cli/main.js');

export interface Command {
  readonly words: readonly [string, ...string[]];
}

/** Seconds of one run, start-up included; a command that fails ends the benchmark. */
export async function timeCommand([command, ...words]: readonly [string, ...string[]]): Promise<number> {
  const begun = performance.now();
  await execa(command, words, { env: { DOCKER_BUILDKIT: '1' }, stdin: 'ignore' });
  return (performance.now() - begun) / 1000;
}

/** Medians of several commands, run in turns: A B C A B C …; the first turn warms up and does not count. */
export async function timeSideBySide(
  commands: readonly (readonly [string, ...string[]])[],
  turns: number,
): Promise<number[]> {
  const times: number[][] = commands.map(() => []);
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const [at, command] of commands.entries()) {
      const seconds = await timeCommand(command);
      if (turn > 0) times[at]?.push(seconds);
    }
  }
  return times.map(median);
}
