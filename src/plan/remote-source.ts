// A source of ADD that lies neither in a context nor in an image.

export type RemoteSource = UrlSource | GitSource;

export interface UrlSource {
  readonly type: 'url';
  /** As in `sources` of the action. */
  readonly source: string;
  /** The file's name in a destination folder; nothing the server says changes it. */
  readonly name: string;
  /** `sha256:…` */
  readonly checksum?: string;
  readonly unpack: boolean;
}

export interface GitSource {
  readonly type: 'git';
  /** As in `sources` of the action. */
  readonly source: string;
  /** As git is given it. */
  readonly remote: string;
  /** A branch, a tag or a commit; the remote's default branch where absent. */
  readonly ref?: string;
  readonly folder?: string;
  /** The beginning of the commit's name, or all of it. */
  readonly checksum?: string;
  readonly keepsGitFolder: boolean;
  readonly hasSubmodules: boolean;
}
