// What a shell has told of the commands entered in it.
import { sanitizeOutput } from '../../messages/sanitize-output.js';
import { stepFile } from './starts/own-files.js';

export interface ToldCommand {
  /** Of several lines, if it was entered so. */
  readonly text: string;
  readonly exitCode: number;
}

/** Of what is told; the rest is left where it is. */
export const mostToldBytes = 1_000_000;

/** In order. Leaving the shell, and the step itself from its file, is nothing that was tried; of a command that is cut off nothing is said. */
export function readToldCommands(told: string): readonly ToldCommand[] {
  const whole = told.length < mostToldBytes ? told : told.slice(0, told.lastIndexOf('\n='));
  const records = whole.split(/^(?==\d)/m).map((record) => /^=(\d+)\n((?: .*\n?)+)/.exec(record));
  return records
    .filter((match) => match !== null)
    .map(([, exitCode, lines = '']) => ({
      text: sanitizeOutput(lines.replaceAll(/^ /gm, '').trimEnd()),
      exitCode: Number(exitCode),
    }))
    .filter(({ text }) => text.trim() !== '' && !/^\s*(?:exit|logout)(?:\s+\d+)?\s*$/.test(text))
    .filter(({ text }) => !text.includes(stepFile));
}
