import { UsageError } from '../messages/errors.js';
import { nearest } from '../messages/nearest.js';
import { checkpointPrefix } from './checkpoint-name.js';
import type { CheckpointRecord } from './inventory.js';

/**
 * The one that a word of the command line means: a tag, what stands behind its colon, its last part (the key), the
 * beginning of an ID, or a name that the user gave. Throws a UsageError if it is none or several.
 */
export function pickCheckpoint(records: readonly CheckpointRecord[], word: string): CheckpointRecord {
  const found = records.filter((record) => isMeant(record, word));
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return first;
  if (first !== undefined) {
    const names = found.map(({ tags, id }) => tags[0] ?? id).join(', ');
    throw new UsageError(
      `${word} may mean ${String(found.length)} checkpoints: ${names}`,
      'give a whole name',
    );
  }
  const close = nearest(
    word,
    records.flatMap(({ tags, pins }) => [...tags, ...tags.map(behindColon), ...pins]),
  );
  throw new UsageError(
    `there is no checkpoint ${word}`,
    close === undefined ? 'refrom checkpoints ls shows those there are' : `did you mean ${close}?`,
  );
}

/** Whether the word means one of them, or several. */
export const meansCheckpoint = (records: readonly CheckpointRecord[], word: string): boolean =>
  records.some((record) => isMeant(record, word));

function isMeant({ tags, pins, id }: CheckpointRecord, word: string): boolean {
  if (
    /^(?:sha256:)?[0-9a-f]{6,64}$/.test(word) &&
    id.replace('sha256:', '').startsWith(word.replace('sha256:', ''))
  )
    return true;
  if (pins.includes(word) || pins.includes(`${word}:latest`)) return true;
  return tags.some(
    (tag) =>
      tag === word ||
      tag === `${checkpointPrefix}${word}` ||
      behindColon(tag) === word ||
      new RegExp(`-${word}(?:-byhand|-kept|-wreck)?$`).test(/^[0-9a-f]{4,8}$/.test(word) ? tag : ''),
  );
}

const behindColon = (tag: string): string => tag.slice(tag.indexOf(':') + 1);
