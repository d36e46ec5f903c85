// The way from a RUN to the user's agent: a socket of our own in between. It can be given the owner and mode that the
// mount asks for, and passes on only what leaves the agent as it is, as docker build's does.
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { OpenAgent } from '../engine/ports.js';
import { makeTemporaryFolder } from './temporary-folders.js';

/** To list the keys, and to sign with one (draft-ietf-sshm-ssh-agent). */
const passedOn: readonly number[] = [11, 13];
const refusal = Buffer.from([0, 0, 0, 1, 5]);
/** OpenSSH's limit too. */
const largestMessage = 256 * 1024;

export async function openAgentRelay(agent: string): Promise<OpenAgent> {
  const folder = await makeTemporaryFolder('agent');
  const path = join(folder, 'agent.sock');
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(agent);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    const ends = [
      pipeline(
        client,
        createFilter(() => client.write(refusal)),
        upstream,
      ),
      pipeline(upstream, client),
    ];
    // Whichever side breaks ends the other one, and that is all that can be done.
    for (const end of ends) end.catch(() => undefined);
  });
  await listen(server, path);
  return {
    path,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}

/** Lets whole messages through, a length of four bytes before each; `refuse` answers those that may not pass. */
function createFilter(refuse: () => void): Transform {
  let held = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      held = Buffer.concat([held, chunk]);
      while (held.length > 4) {
        const size = held.readUInt32BE(0);
        if (size > largestMessage) {
          done(new Error('a message to the agent is too long'));
          return;
        }
        if (held.length < 4 + size) break;
        if (passedOn.includes(held.readUInt8(4))) this.push(held.subarray(0, 4 + size));
        else refuse();
        held = held.subarray(4 + size);
      }
      done();
    },
  });
}
