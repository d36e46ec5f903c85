// RUN --mount=type=ssh: what a RUN sees of the agent, and what the agent hears of the RUN, with docker build and refrom.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { docker, endOf, imageName, makeProject, refrom, tryDocker } from '../helpers/refrom.js';

const asksForKeys = 11;
const removesAllKeys = 19;
const noKeys = Buffer.from([0, 0, 0, 5, 12, 0, 0, 0, 0]);
const success = Buffer.from([0, 0, 0, 1, 6]);

/** Has no keys, and does what it is asked; notes the kinds of messages. */
async function startAgent(t: ExecutionContext): Promise<{ socket: string; heard: Set<number> }> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-agent-test-'));
  const heard = new Set<number>();
  const server = createServer((client) => {
    client.on('error', () => undefined);
    client.on('data', (message: Buffer) => {
      heard.add(message.readUInt8(4));
      client.write(message.readUInt8(4) === asksForKeys ? noKeys : success);
    });
  });
  const socket = join(folder, 'agent.sock');
  await new Promise<void>((listening) => server.listen(socket, listening));
  t.teardown(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { socket, heard };
}

/** Of each message, which has no content, the kind of the answer. */
const askAll = `perl -MIO::Socket::UNIX -e '
  my $agent = IO::Socket::UNIX->new($ENV{SSH_AUTH_SOCK}) or die "no agent: $!";
  for my $kind (${String(asksForKeys)}, ${String(removesAllKeys)}, ${String(asksForKeys)}) {
    syswrite $agent, pack("NC", 1, $kind);
    sysread $agent, my $head, 5;
    my ($size, $answer) = unpack "NC", $head;
    sysread $agent, my $rest, $size - 1 if $size > 1;
    print "$kind: $answer\\n";
  }'`.replaceAll('\n', '\\\n');

const dockerfile = `FROM fixture/debian:bookworm
RUN --mount=type=ssh stat -c '%a %u:%g %F' $SSH_AUTH_SOCK > /plain; ${askAll} > /answers
RUN --mount=type=ssh,mode=0660,uid=5,gid=6,target=/agent stat -c '%a %u:%g %F' $SSH_AUTH_SOCK > /owned
RUN --mount=type=ssh,mode=0666 su -s /bin/sh nobody -c 'perl -MIO::Socket::UNIX -e "IO::Socket::UNIX->new(shift) or die" '$SSH_AUTH_SOCK && echo reached > /others
RUN ls -A /run/buildkit > /left 2>/dev/null || echo nothing > /left
`;

test("an agent's socket has mode and owner of the mount, and nothing changes the agent", async (t) => {
  const { socket, heard } = await startAgent(t);
  const folder = await makeProject(t, { Dockerfile: dockerfile });
  const [ours, theirs] = [imageName(t, 'agent-ours'), imageName(t, 'agent-theirs')];
  const flags = ['--no-cache', '--ssh', `default=${socket}`];
  const expected = await tryDocker('build', ...flags, '-t', theirs, folder);
  t.is(expected.exitCode, 0, endOf(expected.stderr));
  const actual = await refrom(['build', ...flags, '-t', ours, folder]);
  t.is(actual.exitCode, 0, endOf(actual.stderr));
  const seen = async (image: string): Promise<string> =>
    docker('run', '--rm', image, 'tail', '-n', '+1', '/plain', '/owned', '/others', '/left');
  t.is(await seen(ours), await seen(theirs));
  // Docker build answers the same, unless the machine is busy: then it ends the connection.
  t.is(await docker('run', '--rm', ours, 'cat', '/answers'), '11: 12\n19: 5\n11: 12');
  t.deepEqual([...heard], [asksForKeys]);
});
