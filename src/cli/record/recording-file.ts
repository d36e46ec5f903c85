// A file that is written while something lasts: what was written stays, however the process ends.
import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { codeOf, whyUnwritable } from '../../context/file-failure.js';
import { UsageError } from '../../messages/errors.js';

export interface RecordingFile {
  readonly path: string;
  /** A file that cannot take more, as on a full disk, ends with the last whole piece; the session goes on. */
  append(text: string): void;
  /** Why it ended early. */
  problem(): string | undefined;
  /** An empty file goes; a second call does nothing. */
  close(): void;
}

/** Never one that is there already. Readable by its owner alone: who may see what a build prints is for them to say. */
export function createRecordingFile(path: string): RecordingFile {
  const file = open(path);
  let length = 0;
  let problem: string | undefined;
  let isOpen = true;
  return {
    path,
    append: (text) => {
      if (!isOpen || problem !== undefined || text === '') return;
      const bytes = Buffer.from(text);
      try {
        for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
        length += bytes.length;
      } catch (error) {
        problem = (error as NodeJS.ErrnoException).code ?? String(error);
        ftruncateSync(file, length);
      }
    },
    problem: () => problem,
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      closeSync(file);
      if (length === 0) rmSync(path, { force: true });
    },
  };
}

function open(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (cause) {
    const isThere = codeOf(cause) === 'EEXIST';
    const reason = isThere ? 'there is such a file, and no recording replaces one' : whyUnwritable(cause);
    throw new UsageError(`${path}: ${reason}`, 'name another with -o', { cause });
  }
}
