// URLs and repositories in ADD, as BuildKit takes them apart.
import { posix } from 'node:path';
import { readGitUrl } from '../../syntax/values/git-url.js';
import type { RemoteSource, UrlSource } from '../remote-source.js';
import { decode, readGitSource } from './git-source.js';

export interface RemoteFlags {
  readonly checksum?: string | undefined;
  readonly keepsGitFolder?: boolean | undefined;
  readonly unpack?: boolean | undefined;
}

/** Undefined for a source that is neither; else the source, or why there is none. */
export function readRemoteSource(
  source: string,
  flags: RemoteFlags,
): RemoteSource | { readonly problem: string } | undefined {
  const git = readGitUrl(source);
  if (git !== undefined) return readGitSource(source, git, flags);
  return /^https?:\/\//.test(source) ? readUrlSource(source, flags) : undefined;
}

export const isRemote = (source: string): boolean =>
  readGitUrl(source) !== undefined || /^https?:\/\//.test(source);

const digest = /^(?:sha256:[\da-f]{64}|sha384:[\da-f]{96}|sha512:[\da-f]{128})$/;

function readUrlSource(
  source: string,
  { checksum, unpack }: RemoteFlags,
): UrlSource | { readonly problem: string } {
  if (checksum !== undefined && !digest.test(checksum))
    return { problem: `--checksum: expected \`sha256:\` and 64 hexadecimal digits, found \`${checksum}\`` };
  const name = nameOf(source);
  return {
    type: 'url',
    source,
    name,
    ...(checksum === undefined ? {} : { checksum }),
    unpack: unpack === true,
  };
}

/** The last part of the URL's path. */
function nameOf(source: string): string {
  const base = URL.canParse(source) ? posix.basename(decode(new URL(source).pathname)) : '';
  return base === '' || base === '.' ? '__unnamed__' : base;
}
