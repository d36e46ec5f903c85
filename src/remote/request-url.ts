// One GET as Go's HTTP client does it for BuildKit. Node's fetch would undo encodings that Go leaves as they are: what
// a server calls br, deflate or x-gzip is stored as it came.
import type { ClientRequest, IncomingMessage, request } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

export interface Answer {
  readonly status: number;
  readonly statusText: string;
  /** Last-Modified, as the server wrote it. */
  readonly lastModified: string;
  readonly body: Readable;
}

export interface RequestOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
}

/** Go's. */
const maximumRedirects = 10;

/** Redirects are followed. Rejects where there is no answer; anything that a server says is one. */
export async function requestUrl(url: string, options: RequestOptions): Promise<Answer> {
  let target = new URL(url);
  let { headers } = options;
  for (let redirects = 0; ; redirects += 1) {
    const response = await getOnce(target, { ...options, headers });
    const next = redirectOf(response, target);
    if (next === undefined) return toAnswer(response);
    response.destroy();
    if (redirects === maximumRedirects)
      throw new Error(`stopped after ${String(maximumRedirects)} redirects`);
    // A secret is for its own host, as fetch has it.
    if (next.origin !== target.origin) headers = withoutAuthorization(headers);
    target = next;
  }
}

async function getOnce(target: URL, { headers, signal }: RequestOptions): Promise<IncomingMessage> {
  const client = await clientFor(target);
  return new Promise((resolve, reject) => {
    const sent: ClientRequest = client.request(target, {
      // A connection that is kept could be closed under the next request.
      agent: false,
      headers: { 'user-agent': 'refrom', 'accept-encoding': 'gzip', ...headers },
      ...(signal === undefined ? {} : { signal }),
    });
    sent.setTimeout(patience, () => sent.destroy(new Error('the server says nothing')));
    sent.on('error', reject).on('response', resolve).end();
  });
}

/** Milliseconds without a byte. */
const patience = 300_000;

/** Loaded with the first URL: most builds have none. */
async function clientFor({ protocol }: URL): Promise<{ readonly request: typeof request }> {
  if (protocol === 'https:') return import('node:https');
  if (protocol === 'http:') return import('node:http');
  throw new Error(`${protocol}// is neither http nor https`);
}

/** An answer that does not say where to is taken for what it holds. */
function redirectOf({ statusCode = 0, headers }: IncomingMessage, from: URL): URL | undefined {
  const { location = '' } = headers;
  return [301, 302, 303, 307, 308].includes(statusCode) && location !== ''
    ? new URL(location, from)
    : undefined;
}

function withoutAuthorization(headers: RequestOptions['headers']): RequestOptions['headers'] {
  const { authorization: _, ...others } = headers;
  return others;
}

function toAnswer(response: IncomingMessage): Answer {
  const { statusCode = 0, statusMessage = '', headers } = response;
  // Nothing at all is no file of gzip, and Go takes it for an empty one.
  const isZipped = headers['content-encoding']?.toLowerCase() === 'gzip' && headers['content-length'] !== '0';
  const body = isZipped ? pipeline(response, createGunzip(), () => undefined) : response;
  // It can fail before somebody reads it, who is told then.
  body.on('error', () => undefined);
  return {
    status: statusCode,
    statusText: statusMessage,
    lastModified: headers['last-modified'] ?? '',
    body,
  };
}
