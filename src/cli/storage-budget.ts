// --keep-storage: how many bytes checkpoints may hold on the engine's disk.
import { statfs } from 'node:fs/promises';
import type { ConnectedEngine } from '../docker/connect.js';
import { UsageError } from '../messages/errors.js';
import { readSize } from '../syntax/values/scalars.js';

/** Where nothing else is said: a fifth of what is free, and no more than this. */
const largestDefault = 20e9;

/** In bytes. The disk of an engine elsewhere cannot be looked at: its budget is the largest. */
export async function readBudget(
  text: string | undefined,
  engine: Pick<ConnectedEngine, 'describe'>,
): Promise<number> {
  const asked = readKeepStorage(text);
  if (asked !== undefined) return asked;
  const { dataFolder } = await engine.describe();
  const free = await freeBytes(dataFolder);
  return free === undefined ? largestDefault : Math.min(largestDefault, free / 5);
}

/** The flag's value in bytes. */
export function readKeepStorage(text: string | undefined): number | undefined {
  const bytes = text === undefined ? undefined : readSize(text.toLowerCase());
  if (text !== undefined && bytes === undefined)
    throw new UsageError(`--keep-storage ${text}: expected a size like 20gb`);
  return bytes;
}

async function freeBytes(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
