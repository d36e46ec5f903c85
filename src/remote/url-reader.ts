// ADD of a URL: the file is fetched once, whether it is first asked for its digest or for its content.
import type { Credentials, RemoteFiles } from '../engine/ports.js';
import type { FileEntries } from '../engine/file-entry.js';
import type { UrlSource } from '../plan/remote-source.js';
import { authorizationFor } from './authorization.js';
import { download, type Download } from './download.js';
import { hideCredentials, refuseRemote } from './refuse-remote.js';

export interface UrlReader {
  digest(source: UrlSource, signal?: AbortSignal): Promise<string>;
  open(source: UrlSource, signal?: AbortSignal): Promise<RemoteFiles>;
}

export function createUrlReader(credentials: Pick<Credentials, 'readSecret'>): UrlReader {
  const fetched = new Map<string, Promise<Download>>();
  const fetchOnce = (url: string, signal?: AbortSignal): Promise<Download> => {
    const known = fetched.get(url);
    if (known !== undefined) return known;
    const wanted = authorizationFor(url, credentials).then((headers) => download(url, headers, signal));
    fetched.set(url, wanted);
    // A failure is not kept: the next try asks again.
    wanted.catch(() => fetched.delete(url));
    return wanted;
  };
  return {
    digest: async ({ source, checksum }, signal) => {
      if (checksum !== undefined) return checksum;
      const { digest, modified } = await fetchOnce(source, signal);
      return `${digest} ${String(modified)}`;
    },
    open: async (source, signal) => {
      const found = await fetchOnce(source.source, signal);
      checkDigest(source, found);
      return { type: 'file', entries: () => entryOf(found), close: () => Promise.resolve() };
    },
  };
}

/** Only SHA-256 is compared, so that other checksums are never right: BuildKit 0.25 and 0.31 do so. */
function checkDigest({ source, checksum }: UrlSource, { digest }: Download): void {
  if (checksum === undefined || checksum === digest) return;
  const isOther = !checksum.startsWith('sha256:');
  throw refuseRemote(
    `${hideCredentials(source)} has the checksum ${digest}, not ${checksum}`,
    isOther
      ? 'give the sha256: BuildKit compares no other'
      : 'if the new content is right, correct --checksum',
  );
}

// eslint-disable-next-line @typescript-eslint/require-await -- one entry, as an asynchronous sequence
async function* entryOf(found: Download): FileEntries {
  const { size, modified } = found;
  yield { path: '', type: 'file', mode: 0o600, uid: 0, gid: 0, modified, size, read: () => found.read() };
}
