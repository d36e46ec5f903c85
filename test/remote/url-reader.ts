import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { createUrlReader } from '../../src/remote/url-reader.js';
import type { UrlSource } from '../../src/plan/remote-source.js';

type Respond = (request: IncomingMessage, count: number) => { status?: number; body?: string };

async function serve(t: ExecutionContext, respond: Respond): Promise<{ host: string; count: () => number }> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    const { status = 200, body = '' } = respond(request, count);
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  return { host: `127.0.0.1:${String((server.address() as AddressInfo).port)}`, count: () => count };
}

const at = (source: string): UrlSource => ({ type: 'url', source, name: 'x', unpack: false });
const noSecrets = { readSecret: () => Promise.resolve(undefined) };

async function contentOf(reader: ReturnType<typeof createUrlReader>, source: UrlSource): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const entry of (await reader.open(source)).entries())
    for await (const chunk of entry.read()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

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
