import type { IncomingHttpHeaders } from 'node:http';
import test from 'ava';
import { connectEngine } from '../../src/docker/connect.js';
import { fakeEngine, json } from '../helpers/fake-engine.js';
import { engine, host } from '../helpers/live-engine.js';

const inspected = {
  Id: 'sha256:1',
  Os: 'linux',
  Architecture: 'arm64',
  RepoTags: null,
  Config: null,
  RootFS: {},
  Size: 0,
};

test('a registry that is not there', async (t) => {
  const error = await t.throwsAsync(engine.images.pull('127.0.0.1:1/x:1', undefined));
  t.like(error, { name: 'EngineError' });
  t.regex(error.message, /^cannot pull 127\.0\.0\.1:1\/x:1: .*connection refused/);
});

test('what is asked of the engine, and with whose name', async (t) => {
  let asked: { url?: string; headers: IncomingHttpHeaders } | undefined;
  const fake = await fakeEngine(
    t,
    {
      'POST /images/create': (answer) => {
        if ('req' in answer) asked = answer.req;
        json({ status: 'Downloading' })(answer);
      },
      'GET /images/r.io/a/x/json': json(inspected),
      'GET /images/r.io/a/x/history': json(null),
    },
    {
      findCredentials: (registry) => Promise.resolve({ username: 'me', password: `secret of ${registry}` }),
    },
  );
  const image = await fake.images.pull('r.io/a/x', 'linux/arm64');
  t.like(image, { id: 'sha256:1', platform: 'linux/arm64', config: {}, layers: [], history: [] });
  const query = new URL(asked?.url ?? '', 'http://engine').searchParams;
  t.like(Object.fromEntries(query), { fromImage: 'r.io/a/x', tag: 'latest', platform: 'linux/arm64' });
  const auth = Buffer.from(String(asked?.headers['x-registry-auth']), 'base64url').toString();
  t.deepEqual(JSON.parse(auth), { username: 'me', password: 'secret of r.io', serveraddress: 'r.io' });
  t.false(asked?.url?.includes('secret'));
});

test('a pull that fails after it began', async (t) => {
  const fake = await fakeEngine(t, {
    'POST /images/create': json({ errorDetail: { message: 'toomanyrequests: slow down' } }),
  });
  const error = await t.throwsAsync(fake.images.pull('x', undefined), {
    message: 'cannot pull x: toomanyrequests: slow down',
  });
  t.like(error, { name: 'EngineError', failure: 'refused' });
});

test('credentials that cannot be found stop the pull', async (t) => {
  const reason = new Error('the credential helper failed');
  const asked = connectEngine({ host }, { findCredentials: () => Promise.reject(reason) });
  t.is(await t.throwsAsync(asked.images.pull('127.0.0.1:1/x', undefined)), reason);
});
