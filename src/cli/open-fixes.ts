// Fixes of the Dockerfile: made of what was tried, and written; the file as it was is kept until the session has ended well.
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FixPort } from '../engine/fix-port.js';
import { proposeFix } from '../rewrite/fix/propose-fix.js';
import type { SessionInput } from '../session/transition.js';
import { parseDockerfile } from '../syntax/parse-dockerfile.js';
import { exchangeFile } from './exchange-file.js';
import { recordsFolder } from './records-folder.js';

export interface Fixes {
  readonly port: FixPort;
  /** Each input of the session: it may tell of another text of the file. */
  readonly note: (input: SessionInput) => void;
  /** Files as they were before a fix; in the order in which they were written over. */
  readonly backups: () => readonly string[];
  /** After a good end. */
  readonly forget: () => Promise<void>;
}

/**
 * Copies lie in refrom's own folder: beside the Dockerfile they would be a part of the build context, and change what
 * `COPY . .` gives.
 */
export function openFixes(
  source: { readonly path: string; readonly text: string },
  folder = join(dirname(recordsFolder()), 'replaced'),
): Fixes {
  let onDisk = source.text;
  const backups: string[] = [];
  return {
    port: {
      propose: (request) => {
        const proposed = proposeFix(parseDockerfile(onDisk).tree, request);
        return 'refused' in proposed ? proposed : { ...proposed, before: onDisk };
      },
      write: async ({ before, text }) => {
        const backup = join(folder, `${basename(source.path)}.${randomUUID().slice(0, 8)}`);
        const refused =
          (await makeFolder(folder)) ?? (await exchangeFile({ path: source.path, before, text, backup }));
        if (refused !== undefined) {
          await rm(backup, { force: true });
          return { refused };
        }
        backups.push(backup);
        onDisk = text;
        return { path: source.path, backup };
      },
    },
    note: (input) => {
      if (input.type === 'plan/replaced' && input.source === 'file') onDisk = input.text;
    },
    backups: () => backups,
    forget: async () => {
      for (const backup of backups) await rm(backup, { force: true });
      backups.length = 0;
    },
  };
}

/** Gives why not; a file is not written over that cannot be copied first. */
const makeFolder = (folder: string): Promise<string | undefined> =>
  mkdir(folder, { recursive: true, mode: 0o700 }).then(
    () => undefined,
    (error: unknown) =>
      `the Dockerfile is as it was: there is no place for its copy (${error instanceof Error ? error.message : String(error)})`,
  );
