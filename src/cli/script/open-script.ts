// A script from a file or from standard input.
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { DockerfileError, UsageError } from '../../messages/errors.js';
import { readScript } from './read-script.js';
import type { ScriptLine } from './script.js';

export interface OpenedScript {
  /** As shown to the user. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly ScriptLine[];
}

/** `-` is `input`. Rejects with all that is wrong with the script, or with why it cannot be read. */
export async function openScript(path: string, input: NodeJS.ReadableStream): Promise<OpenedScript> {
  const text = (path === '-' ? await buffer(input) : await readBytes(path)).toString('utf8');
  const shown = path === '-' ? 'standard input' : path;
  if (text.includes('\0')) throw new UsageError(`--script ${path}: it is not a text file`);
  const { lines, messages } = readScript(text);
  if (messages.length > 0) throw new DockerfileError(shown, text, messages);
  return { path: shown, text, lines };
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    const reason = reasons[code] ?? `it cannot be read (${code})`;
    throw new UsageError(
      `--script ${path}: ${reason}`,
      'name a file of debugger commands, or - for standard input',
      { cause },
    );
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'you may not read it',
};
