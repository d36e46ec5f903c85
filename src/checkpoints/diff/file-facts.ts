// What is known of a file when two states are compared: all but its times and its content, of which a digest is enough.
import { createHash, type Hash } from 'node:crypto';
import type { FileEntry } from '../../engine/file-entry.js';

export interface FileFacts {
  readonly type: 'file' | 'directory' | 'link' | 'other';
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of content; 0 for anything but a file. */
  readonly size: number;
  /** SHA-256 of a file's content, base64. */
  readonly digest?: string;
  /** Of a link, as stored. */
  readonly target?: string;
  /** Of a device: its kind and numbers, as `character 1:5`; `pipe`. */
  readonly device?: string;
  /** Extended attributes (file capabilities), as JSON; absent where there are none. */
  readonly attributes?: string;
}

/** `content` is the digest of the content, taken while it went by. */
export function factsOf(entry: FileEntry, content: Hash = createHash('sha256')): FileFacts {
  const { type, mode, uid, gid, size, target, device } = entry;
  const attributes = extendedAttributes(entry);
  return {
    // One that leads nowhere within what was read is all that is known of that file.
    type: type === 'hardlink' ? 'other' : type,
    mode,
    uid,
    gid,
    size,
    ...(type === 'file' ? { digest: content.digest('base64') } : {}),
    ...(type === 'link' && target !== undefined ? { target } : {}),
    ...(device === undefined ? {} : { device: describeDevice(device) }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

function describeDevice({ kind, major, minor }: NonNullable<FileEntry['device']>): string {
  return kind === 'pipe' ? kind : `${kind} ${String(major)}:${String(minor)}`;
}

/** Other records of an archive's extended header are times and comments. */
const attributePrefix = 'SCHILY.xattr.';

function extendedAttributes({ attributes = {} }: FileEntry): string | undefined {
  const own = Object.entries(attributes)
    .filter(([name]) => name.startsWith(attributePrefix))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return own.length === 0 ? undefined : JSON.stringify(Object.fromEntries(own));
}
