// An engine that answers as the test says, to see what happens when it does not answer well.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { ExecutionContext } from 'ava';
import { connectEngine, type ConnectedEngine } from '../../src/docker/connect.js';

/** By the words of the path that matter: `GET /containers/x/json`. The first one that fits answers. */
export type Answers = Readonly<Record<string, (answer: Answer, die: () => void) => void>>;

/** A connection that the client took over has no answer, only its socket. */
export type Answer = ServerResponse | { readonly socket: Duplex };

export const json =
  (body: unknown, status = 200) =>
  (answer: Answer): void => {
    if ('writeHead' in answer)
      answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    else answer.socket.end();
  };

/** Closes all connections, and answers no more. */
export const dies = (_: Answer, die: () => void): void => {
  die();
};

export async function fakeEngine(
  t: ExecutionContext,
  answers: Answers,
  options: Parameters<typeof connectEngine>[1] = {},
): Promise<ConnectedEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-fake-'));
  const socketPath = join(folder, 'engine.sock');
  const server = createServer((request, answer) => {
    request.resume();
    findAnswer(answers, request)(answer, die);
  });
  const sockets = new Set<{ destroy(): void }>();
  const die = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  server.on('connection', (socket) => sockets.add(socket));
  server.on('upgrade', (request, socket) => {
    socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
    findAnswer(answers, request)({ socket }, die);
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  const engine = connectEngine({ host: `unix://${socketPath}` }, options);
  t.teardown(async () => {
    engine.close();
    die();
    await rm(folder, { recursive: true, force: true });
  });
  return engine;
}

function findAnswer(answers: Answers, { method, url = '' }: IncomingMessage): Answers[string] {
  const line = `${method} ${url}`;
  const found = Object.entries(answers).find(([start]) => line.startsWith(start));
  return found?.[1] ?? json({ message: `no answer to ${line}` }, 501);
}
