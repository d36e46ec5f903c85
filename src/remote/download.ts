// A file from a URL, kept on disk without a name for as long as the program runs.
import { createHash } from 'node:crypto';
import { createNamelessFile } from './nameless-file.js';
import { hideCredentials, refuseRemote } from './refuse-remote.js';

export interface Download {
  /** `sha256:…` of the content. */
  readonly digest: string;
  readonly size: number;
  /** Last-Modified in milliseconds since 1970; 1970 itself where the server does not say. */
  readonly modified: number;
  /** Can be called several times. */
  read(): AsyncIterable<Uint8Array>;
}

/** Rejects with failure `refused` for anything but a whole answer; nothing is kept of half a one. */
export async function download(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Download> {
  const shown = hideCredentials(url);
  const response = await request(url, headers, signal);
  if (response.status < 200 || response.status >= 400)
    throw refuseRemote(
      `cannot fetch ${shown}: the server answered ${statusOf(response)}`,
      hintFor(response.status),
    );
  const file = await createNamelessFile();
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      hash.update(chunk);
      await file.append(chunk);
      size += chunk.length;
    }
  } catch (error) {
    await file.close();
    throw interrupted(shown, size, error, signal);
  }
  const digest = `sha256:${hash.digest('hex')}`;
  return { digest, size, modified: readTime(response), read: () => file.read() };
}

async function request(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Response> {
  try {
    const target = new URL(url);
    target.username = '';
    target.password = '';
    // Other encodings than gzip are not asked for by BuildKit either.
    const sent = { 'user-agent': 'refrom', 'accept-encoding': 'gzip', ...headers };
    return await fetch(target, { headers: sent, ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    const reason = reasonOf(error);
    throw refuseRemote(
      `cannot fetch ${hideCredentials(url)}: ${reason}`,
      'check the address and the network',
      error,
    );
  }
}

/** What fetch says is "fetch failed"; why stands in its cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

function interrupted(url: string, size: number, error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted === true) return signal.reason;
  const text = `the download of ${url} broke off after ${String(size)} bytes: ${reasonOf(error)}`;
  return refuseRemote(text, 'run it again', error);
}

const statusOf = ({ status, statusText }: Response): string => `${String(status)} ${statusText}`.trim();

const hintFor = (status: number): string =>
  status === 401 || status === 403
    ? 'give `--secret id=HTTP_AUTH_TOKEN_<host>,src=FILE` with a token for it'
    : 'check the URL';

function readTime({ headers }: Response): number {
  const time = Date.parse(headers.get('last-modified') ?? '');
  return Number.isNaN(time) ? 0 : time;
}
