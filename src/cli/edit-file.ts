// The terminal in the hands of the user's editor, until it ends.
import { spawn } from 'node:child_process';
import process from 'node:process';
import type { TerminalLender } from '../engine/ports.js';
import { editorCommand, type EditorCommand } from './editor-command.js';

/** Gives what went wrong, for people; undefined where the editor ended well. */
export async function editFile(
  place: { readonly line: number; readonly file: string },
  lender: TerminalLender,
): Promise<string | undefined> {
  const command = editorCommand(process.env, place);
  if (command === undefined) return 'no editor: set VISUAL or EDITOR to one, such as EDITOR=nano';
  return lender.lend(async () => {
    // Lent in raw mode, in which an editor that draws no screen could not be typed to.
    process.stdin.setRawMode(false);
    return runEditor(command);
  });
}

function runEditor({ program, words }: EditorCommand): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: 'inherit' });
    child.once('error', ({ message }) => {
      resolve(`the editor ${program} cannot be run (${message}); VISUAL or EDITOR names another one`);
    });
    child.once('exit', (status, signal) => {
      const end = signal ?? `exit status ${String(status)}`;
      resolve(status === 0 ? undefined : `the editor ${program} ended with ${end}`);
    });
  });
}
