// A file from a URL, kept on disk without a name for as long as the program runs.
import { createHash } from 'node:crypto';
import { createNamelessFile } from './nameless-file.js';
import { hideCredentials, refuseRemote } from './refuse-remote.js';
import { type Answer, requestUrl } from './request-url.js';

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
  const answer = await request(url, headers, signal);
  if (answer.status < 200 || answer.status >= 400) {
    answer.body.destroy();
    throw refuseRemote(
      `cannot fetch ${shown}: the server answered ${statusOf(answer)}`,
      hintFor(answer.status),
    );
  }
  const file = await createNamelessFile();
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      hash.update(chunk);
      await file.append(chunk);
      size += chunk.length;
    }
  } catch (error) {
    await file.close();
    throw interrupted(shown, size, error, signal);
  }
  const digest = `sha256:${hash.digest('hex')}`;
  return { digest, size, modified: readTime(answer), read: () => file.read() };
}

async function request(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Answer> {
  try {
    return await requestUrl(url, { headers, signal });
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

/** Of a host with several addresses none of which answers, the message is empty, and each has an error of its own. */
function reasonOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message || first.name : String(first);
}

function interrupted(url: string, size: number, error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted === true) return signal.reason;
  const text = `the download of ${url} broke off after ${String(size)} bytes: ${reasonOf(error)}`;
  return refuseRemote(text, 'run it again', error);
}

const statusOf = ({ status, statusText }: Answer): string => `${String(status)} ${statusText}`.trim();

const hintFor = (status: number): string =>
  status === 401 || status === 403
    ? 'give `--secret id=HTTP_AUTH_TOKEN_<host>,src=FILE` with a token for it'
    : 'check the URL';

function readTime({ lastModified }: Answer): number {
  const time = Date.parse(lastModified);
  return Number.isNaN(time) ? 0 : time;
}
