// Where images lie that a builder takes as OCI layouts: in the user's cache, as a COPY would take them along from the
// context.
import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { isOver, processMark } from './session-identity.js';

const layouts = (): string => join(envPaths('refrom', { suffix: '' }).cache, 'layouts');

/** This process's own, of which it can take away what it has put there. */
export const layoutFolder = (image: string): string => `${sharedLayoutFolder(image)}-${processMark()}`;

/** For a command that is executed later. */
export function sharedLayoutFolder(image: string): string {
  const name = createHash('sha256').update(image).digest('hex').slice(0, 16);
  return join(layouts(), name);
}

/** Those of processes that are no more, which were killed before they could. */
export async function removeDeadLayouts(folder = layouts()): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names) {
    const [, mark] = /^[0-9a-f]{16}[-.]([0-9a-f]{8}-\d+-\w+)(?:\.|$)/.exec(name) ?? [];
    if (mark !== undefined && isOver(mark)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
