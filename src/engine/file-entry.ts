// A file on its way between a context, an archive and a container: the one shape all of them speak.

export interface FileEntry {
  /** Relative, `/`-separated, without `.` or `..`; '' is the top itself. Parents come before children. */
  readonly path: string;
  /** `hardlink` names an earlier entry of the same sequence; `other` is a device, a pipe or a socket. */
  readonly type: 'file' | 'directory' | 'link' | 'hardlink' | 'other';
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Milliseconds since 1970, possibly with a fraction. */
  readonly modified: number;
  /** Bytes of content; 0 for anything but a file. */
  readonly size: number;
  /** Of a link: its target as stored. Of a hardlink: the path of the earlier entry. */
  readonly target?: string;
  /** Extended attributes and whatever else an archive's extended header held, passed on untouched. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** A folder that --parents or --exclude keeps only for what lies below it: one that exists keeps owner and time. */
  readonly isOnTheWay?: boolean;
  /** Device numbers, and which kind of `other` it is. */
  readonly device?: {
    readonly kind: 'character' | 'block' | 'pipe';
    readonly major: number;
    readonly minor: number;
  };
  /** The content of a file; to be read once, before the next entry is asked for. */
  read(): AsyncIterable<Uint8Array>;
}

export type FileEntries = AsyncIterable<FileEntry>;

/** One matched source of a COPY: a file, or a directory with everything below it that is not ignored. */
export interface SourceMatch {
  /** The pattern it came from, as in the plan. */
  readonly source: string;
  /** True if `source` holds wildcards. */
  readonly wildcard: boolean;
  /** Relative to the origin's root; '' is the root itself. Links in it are already followed. */
  readonly path: string;
  readonly type: 'file' | 'directory';
  /** Itself first (path ''), then everything below it. */
  entries(): FileEntries;
}
