import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import { createUrlReader } from '../../src/remote/url-reader.js';
import type { UrlSource } from '../../src/plan/remote-source.js';

interface Response {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

type Respond = (request: IncomingMessage, count: number) => Response;

async function serve(t: ExecutionContext, respond: Respond): Promise<{ host: string; count: () => number }> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    const { status = 200, headers = {}, body = '' } = respond(request, count);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  return { host: `127.0.0.1:${String((server.address() as AddressInfo).port)}`, count: () => count };
}

const at = (source: string): UrlSource => ({ type: 'url', source, name: 'x', unpack: false });
const noSecrets = { readSecret: () => Promise.resolve(undefined) };

async function bytesOf(reader: ReturnType<typeof createUrlReader>, source: UrlSource): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const entry of (await reader.open(source)).entries())
    for await (const chunk of entry.read()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const contentOf = async (...given: Parameters<typeof bytesOf>): Promise<string> =>
  (await bytesOf(...given)).toString();

test('the digest follows the content, and a session fetches it once', async (t) => {
  const { host, count } = await serve(t, (_, number) => ({ body: `answer ${String(number)}` }));
  const source = at(`http://${host}/x`);
  const first = createUrlReader(noSecrets);
  const digest = await first.digest(source);
  t.is(await contentOf(first, source), 'answer 1');
  t.is(await contentOf(first, source), 'answer 1');
  t.is(count(), 1);
  t.not(await createUrlReader(noSecrets).digest(source), digest);
});
test('with a checksum nobody is asked for the digest', async (t) => {
  const { host, count } = await serve(t, () => ({}));
  const checksum = `sha256:${'0'.repeat(64)}`;
  t.is(await createUrlReader(noSecrets).digest({ ...at(`http://${host}/x`), checksum }), checksum);
  t.is(count(), 0);
});
test('a failure is not remembered', async (t) => {
  const { host } = await serve(t, (_, number) => (number === 1 ? { status: 500 } : { body: 'better' }));
  const reader = createUrlReader(noSecrets);
  await t.throwsAsync(reader.digest(at(`http://${host}/x`)), { message: /answered 500/ });
  t.is(await contentOf(reader, at(`http://${host}/x`)), 'better');
});
test('a name and a password in the URL are sent, and not shown', async (t) => {
  const { host } = await serve(t, ({ headers }) =>
    headers.authorization === 'Basic bWU6cA==' ? { body: 'in' } : { status: 401 },
  );
  const reader = createUrlReader(noSecrets);
  t.is(await contentOf(reader, at(`http://me:p@${host}/x`)), 'in');
  const error = await t.throwsAsync(reader.open(at(`http://me:wrong@${host}/x`)));
  t.false(error.message.includes('wrong'));
});
test('a secret for the host goes as a token', async (t) => {
  const { host } = await serve(t, ({ headers }) => ({ body: headers.authorization ?? 'nothing' }));
  const readSecret = (id: string): Promise<Uint8Array | undefined> =>
    Promise.resolve(id === 'HTTP_AUTH_TOKEN_127.0.0.1' ? Buffer.from('secret') : undefined);
  t.is(await contentOf(createUrlReader({ readSecret }), at(`http://${host}/x`)), 'Bearer secret');
});
test('a secret loses the line end of its file', async (t) => {
  const { host } = await serve(t, ({ headers }) => ({ body: headers.authorization ?? 'nothing' }));
  const readSecret = (): Promise<Uint8Array> => Promise.resolve(Buffer.from('Basic x\n'));
  t.is(await contentOf(createUrlReader({ readSecret }), at(`http://${host}/x`)), 'Basic x');
});
test('a redirect is followed, and only its own host is told the secret', async (t) => {
  const other = await serve(t, ({ headers }) => ({ body: `other ${headers.authorization ?? 'nothing'}` }));
  const { host } = await serve(t, ({ url, headers }) => {
    const location = { '/away': `http://${other.host}/x`, '/here': 'there/x' }[url ?? ''];
    if (location !== undefined) return { status: 302, headers: { location } };
    return { body: `${url ?? ''} ${headers.authorization ?? 'nothing'}` };
  });
  const reader = createUrlReader(noSecrets);
  t.is(await contentOf(reader, at(`http://me:p@${host}/here`)), '/there/x Basic bWU6cA==');
  t.is(await contentOf(reader, at(`http://me:p@${host}/away`)), 'other nothing');
});
test('redirects end, and none leads out of the web', async (t) => {
  const { host, count } = await serve(t, ({ url }) => ({
    status: 302,
    headers: { location: url === '/out' ? 'file:///etc/passwd' : '/x' },
  }));
  const reader = createUrlReader(noSecrets);
  await t.throwsAsync(reader.open(at(`http://${host}/x`)), { message: /stopped after 10 redirects$/ });
  t.is(count(), 11);
  await t.throwsAsync(reader.open(at(`http://${host}/out`)), { message: /neither http nor https$/ });
});
test('a redirect that says nowhere is an answer', async (t) => {
  const { host } = await serve(t, () => ({ status: 302, body: 'here' }));
  t.is(await contentOf(createUrlReader(noSecrets), at(`http://${host}/x`)), 'here');
});

// As in Go, which undoes nothing but what it asked for.
const encodings: Readonly<Record<string, Buffer>> = {
  'x-gzip': gzipSync('content'),
  deflate: deflateSync('content'),
  br: brotliCompressSync('content'),
  'gzip, gzip': gzipSync(gzipSync('content')),
};
for (const [encoding, body] of Object.entries(encodings)) {
  test(`what is sent as ${encoding} stays as it is`, async (t) => {
    const { host } = await serve(t, () => ({ headers: { 'content-encoding': encoding }, body }));
    t.deepEqual(await bytesOf(createUrlReader(noSecrets), at(`http://${host}/x`)), body);
  });
}
test('what is sent as gzip is unpacked, and nothing else is asked for', async (t) => {
  const { host } = await serve(t, ({ headers }) => ({
    headers: { 'content-encoding': 'GZIP' },
    body: gzipSync(`asked for ${headers['accept-encoding'] ?? 'nothing'}`),
  }));
  t.is(await contentOf(createUrlReader(noSecrets), at(`http://${host}/x`)), 'asked for gzip');
});
test('nothing that is sent as gzip is an empty file', async (t) => {
  const { host } = await serve(t, () => ({ headers: { 'content-encoding': 'gzip', 'content-length': '0' } }));
  t.is(await contentOf(createUrlReader(noSecrets), at(`http://${host}/x`)), '');
});
test('half of what is zipped is nothing', async (t) => {
  const { host } = await serve(t, () => ({
    headers: { 'content-encoding': 'gzip' },
    body: gzipSync('content').subarray(0, 15),
  }));
  await t.throwsAsync(createUrlReader(noSecrets).open(at(`http://${host}/x`)), {
    message: /broke off after/,
  });
});
test('an answer that breaks off at once is refused, zipped or not', async (t) => {
  for (const encoding of ['gzip', 'identity']) {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding, 'content-length': '100' }).flushHeaders();
      setImmediate(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.teardown(() => server.close());
    const { port } = server.address() as AddressInfo;
    const source = at(`http://127.0.0.1:${String(port)}/x`);
    await t.throwsAsync(createUrlReader(noSecrets).open(source), { message: /broke off after 0 bytes: / });
  }
});
test('a download is interrupted', async (t) => {
  const server = createServer((_, response) => response.writeHead(200).write('beginning'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const stop = new AbortController();
  const opened = createUrlReader(noSecrets).open(at(`http://127.0.0.1:${String(port)}/x`), stop.signal);
  setTimeout(() => {
    stop.abort(new Error('stopped'));
  }, 100);
  await t.throwsAsync(opened, { message: 'stopped' });
});
