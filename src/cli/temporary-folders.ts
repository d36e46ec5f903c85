// Folders of the time that a process lives. Their names say whose they are, so that the leftovers of killed ones can go.
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { isOver, processMark } from './session-identity.js';

/** `purpose` is a word of small letters. Nobody else may look into it. */
export const makeTemporaryFolder = (purpose: string): Promise<string> =>
  mkdtemp(join(tmpdir(), `refrom-${purpose}-${processMark()}-`));

/** One that goes with the process. */
export async function makePassingFolder(purpose: string): Promise<string> {
  const folder = await makeTemporaryFolder(purpose);
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Those of this machine's processes that are no more; what another user owns stays. */
export async function removeDeadFolders(folder = tmpdir()): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  const dead = names.filter((name) => {
    const [, mark] = /^refrom-[a-z]+-([0-9a-f]{8}-\d+-\w+)-\w{6}$/.exec(name) ?? [];
    return mark !== undefined && isOver(mark);
  });
  await Promise.allSettled(dead.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
