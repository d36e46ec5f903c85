import type { Stats } from 'node:fs';

/** What tells one version of a file's content from another; the change time is for programs that set times back. */
export const versionOf = ({ dev, ino, size, mtimeMs, ctimeMs }: Stats): string =>
  `${dev}:${ino}:${size}:${mtimeMs}:${ctimeMs}`;
