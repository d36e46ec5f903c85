import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { askEngine } from '../../src/cli/ask-engine.js';
import { EngineError } from '../../src/messages/errors.js';

/** An engine that takes every question and answers none. */
async function listen(t: ExecutionContext): Promise<{ server: Server; host: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-ask-'));
  const path = join(folder, 'engine.sock');
  const server = createServer();
  server.listen(path);
  await once(server, 'listening');
  t.teardown(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { server, host: `unix://${path}` };
}

test('it is asked at once, and nobody waits for it after hanging up', async (t) => {
  const { server, host } = await listen(t);
  const connecting = once(server, 'connection');
  const asked = askEngine(host, new AbortController().signal);
  const [socket] = (await connecting) as [Socket];
  const [question] = (await once(socket, 'data')) as [Buffer];
  t.regex(question.toString(), /^GET \/(?:version|info) /);
  const closing = once(socket, 'close');
  asked.hangUp();
  await closing;
  await t.throwsAsync(asked.description, { instanceOf: EngineError });
});

test('what is wrong with the address is said by whoever waits for the engine', async (t) => {
  const asked = askEngine('nowhere', new AbortController().signal);
  asked.hangUp();
  await t.throwsAsync(asked.connected, { message: /nowhere/ });
  await t.throwsAsync(asked.description, { message: /nowhere/ });
});
