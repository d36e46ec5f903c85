import type { IncomingHttpHeaders } from 'node:http';
import test from 'ava';
import { fakeEngine, json, type Answer } from '../helpers/fake-engine.js';

const lines =
  (...messages: readonly object[]) =>
  (answer: Answer): void => {
    if ('writeHead' in answer)
      answer.writeHead(200).end(messages.map((each) => `${JSON.stringify(each)}\n`).join(''));
  };

test('what is asked of the engine, and with whose name; the bytes of all layers are summed up', async (t) => {
  let asked: { url?: string; headers: IncomingHttpHeaders } | undefined;
  const progress = [
    { id: 'a', status: 'Preparing' },
    { id: 'a', progressDetail: { current: 10, total: 100 } },
    { id: 'b', progressDetail: { current: 5, total: 50 } },
    { id: 'a', progressDetail: { current: 100, total: 100 } },
    { status: 'x: digest: sha256:1' },
  ];
  const fake = await fakeEngine(
    t,
    {
      'POST /images/r.io/a/x/push': (answer) => {
        if ('req' in answer) asked = answer.req;
        lines(...progress)(answer);
      },
    },
    { findCredentials: (registry) => Promise.resolve({ username: 'me', password: `secret of ${registry}` }) },
  );
  const told: number[][] = [];
  await fake.images.push('r.io/a/x:1', { onProgress: (...bytes) => told.push(bytes) });
  t.deepEqual(told, [
    [10, 100],
    [15, 150],
    [105, 150],
  ]);
  t.is(new URL(asked?.url ?? '', 'http://engine').searchParams.get('tag'), '1');
  const auth = Buffer.from(String(asked?.headers['x-registry-auth']), 'base64url').toString();
  t.like(JSON.parse(auth), { username: 'me', password: 'secret of r.io' });
});

test('who has no name asks as nobody, with the header that engines want', async (t) => {
  let headers: IncomingHttpHeaders = {};
  const fake = await fakeEngine(t, {
    'POST /images/x/push': (answer) => {
      if ('req' in answer) headers = answer.req.headers;
      json({})(answer);
    },
  });
  await fake.images.push('x');
  t.is(Buffer.from(String(headers['x-registry-auth']), 'base64url').toString(), '{}');
});

test('a push that fails after it began', async (t) => {
  const fake = await fakeEngine(t, {
    'POST /images/x/push': json({ errorDetail: { message: 'denied: requested access is denied' } }),
  });
  const error = await t.throwsAsync(fake.images.push('x'), {
    message: 'cannot push x: denied: requested access is denied',
  });
  t.like(error, { name: 'EngineError', failure: 'refused' });
});
