// A file of the user's exchanged for another text, or left as it is.
import { constants } from 'node:fs';
import { chown, copyFile, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, basename } from 'node:path';
import process from 'node:process';
import { codeOf, isGone } from '../context/file-failure.js';
import { decodeText, encodeText } from '../syntax/text-bytes.js';

export interface Exchange {
  readonly path: string;
  /** What has to stand there. */
  readonly before: string;
  readonly text: string;
  /** Where the file as it was is copied to first; its folder exists. */
  readonly backup: string;
}

/**
 * Gives why not, for people; undefined where the file holds the text. The file gets its name when it is complete, with
 * the mode and the owner of the one before; of a link it is the target that is exchanged. Where the folder or the owner
 * does not allow that, and where the file has other names, its content is written into the file that is there.
 */
export async function exchangeFile({ path, before, text, backup }: Exchange): Promise<string | undefined> {
  try {
    const file = await realpath(path);
    const original = await readFile(file);
    if (decodeText(original) !== before) return changed(path);
    await copyFile(file, backup, constants.COPYFILE_EXCL);
    const bytes = encodeText(text);
    const isReplaced = (await stat(file)).nlink === 1 && (await replace(file, bytes, before));
    if (isReplaced === 'changed') return changed(path);
    if (!isReplaced) await overwriteWhole(file, bytes, original);
    return undefined;
  } catch (error) {
    const reason = isGone(error) ? 'it is gone' : error instanceof Error ? error.message : String(error);
    return `${path} cannot be written: ${reason}; it is as it was`;
  }
}

const changed = (path: string): string =>
  `${path} has been changed since it was read: nothing is written; Esc drops the fix and reads the file again`;

/** False where the folder takes no new file, or the file would get another owner. */
async function replace(file: string, bytes: Buffer, before: string): Promise<boolean | 'changed'> {
  const { mode, uid, gid } = await stat(file);
  const temporary = join(dirname(file), `.${basename(file)}.${String(process.pid)}.tmp`);
  try {
    await writeNew(temporary, bytes, mode & 0o7777);
    const own = await stat(temporary);
    if (own.uid !== uid || own.gid !== gid) await chown(temporary, uid, gid);
    // Somebody may have saved it in the meantime.
    if (decodeText(await readFile(file)) !== before) return 'changed';
    await rename(temporary, file);
    return true;
  } catch (error) {
    // A file that is mounted by itself cannot be replaced.
    if (['EACCES', 'EPERM', 'EROFS', 'EBUSY'].includes(codeOf(error))) return false;
    throw error;
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

async function writeNew(path: string, bytes: Buffer, mode: number): Promise<void> {
  const handle = await open(path, 'wx', mode);
  try {
    await handle.writeFile(bytes);
    await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What was written half is written back; there is room for it, as it was there before. */
async function overwriteWhole(path: string, bytes: Buffer, original: Buffer): Promise<void> {
  try {
    await overwrite(path, bytes);
  } catch (error) {
    await overwrite(path, original);
    throw error;
  }
}

async function overwrite(path: string, bytes: Buffer): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.writeFile(bytes);
    await handle.truncate(bytes.length);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
