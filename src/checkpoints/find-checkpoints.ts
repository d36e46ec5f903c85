import type { ImageStore } from '../engine/ports.js';
import type { Checkpoint } from '../session/state.js';
import { checkpointPrefix, readMark, shortKey, shortKeyOfTag } from './checkpoint-name.js';

/**
 * The checkpoints that the engine holds for these step keys, by step. One request lists all tags; each candidate's
 * whole key is read from its history before it is believed. The engine's tags are the truth: there is no index.
 */
export async function findCheckpoints(
  keys: readonly (string | undefined)[],
  images: ImageStore,
  signal?: AbortSignal,
): Promise<Record<number, Checkpoint>> {
  const byShortKey = new Map<string, string>();
  for (const { tag } of await images.listTags(checkpointPrefix, signal)) {
    const short = shortKeyOfTag(tag);
    if (short !== undefined) byShortKey.set(short, tag);
  }
  const found: Record<number, Checkpoint> = {};
  await Promise.all(
    keys.map(async (key, step) => {
      const tag = key === undefined ? undefined : byShortKey.get(shortKey(key));
      if (tag === undefined) return;
      const image = await images.find(tag, signal);
      const mark = readMark(image?.history.at(-1)?.comment);
      if (mark?.key === key && mark?.handmade === false) found[step] = { image: tag, bytes: 0 };
    }),
  );
  return found;
}
