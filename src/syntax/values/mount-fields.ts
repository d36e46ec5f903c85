import { parse, type MountField } from '#grammars/mount.js';
import { attempt } from '../attempt.js';

export type { MountField } from '#grammars/mount.js';

/** The fields of a --mount or --device value, in order and not expanded; undefined if it is no line of CSV. */
export const readMountFields = (text: string): readonly MountField[] | undefined =>
  attempt(() => parse(text));
