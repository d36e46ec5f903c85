import type { ImageFile } from './list-image.js';

/**
 * The history of an image whose layers above the lowest `kept` are one: nothing is lost of it, and of the entries that
 * had one of these layers the last has it now. Where entries are missing, they are those of the lowest layers.
 * `lastComment` takes the place of the last entry's.
 */
export function joinHistory(
  { history = [], rootfs }: ImageFile,
  kept: number,
  lastComment?: string,
): NonNullable<ImageFile['history']> {
  const filled = history.flatMap((entry, index) => (entry.empty_layer === true ? [] : [index]));
  const missing = rootfs.diff_ids.length - filled.length;
  const joined = new Set(filled.slice(Math.max(0, kept - missing), -1));
  return history.map((entry, index) => ({
    ...entry,
    ...(joined.has(index) ? { empty_layer: true } : {}),
    ...(lastComment !== undefined && index === history.length - 1 ? { comment: lastComment } : {}),
  }));
}
