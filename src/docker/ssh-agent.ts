// Reaches an engine through the user's own ssh program, as the docker CLI does: with their keys, agent, known hosts
// and ~/.ssh/config. (The library's own ssh reads none of these, and accepts any host's key.)
import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { Agent } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { UsageError } from '../messages/errors.js';

/** Each connection is one ssh process; they are kept for the next request. */
export function createSshAgent(host: string): Agent {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 2 });
  const command = toSshCommand(host);
  Object.assign(agent, { createConnection: () => new SshConnection(command) });
  return agent;
}

export function toSshCommand(host: string): readonly string[] {
  const url = URL.canParse(host) ? new URL(host) : undefined;
  if (!url?.hostname || url.hostname.startsWith('-') || url.username.startsWith('-')) {
    throw new UsageError(
      `\`${host}\` does not name a host for ssh`,
      'write ssh://user@host or ssh://user@host:port',
    );
  }
  return [
    ...['ssh', '-T', '-o', 'BatchMode=yes', '-o', 'ConnectTimeout=30'],
    ...(url.username ? ['-l', decodeURIComponent(url.username)] : []),
    ...(url.port ? ['-p', url.port] : []),
    ...['--', url.hostname, 'docker', 'system', 'dial-stdio'],
  ];
}

/** As much of a socket as an HTTP client asks for. */
class SshConnection extends Duplex {
  readonly #child: ChildProcessWithoutNullStreams;

  constructor([program = 'ssh', ...parameters]: readonly string[]) {
    super({ allowHalfOpen: true });
    const child = spawn(program, parameters, { stdio: 'pipe' });
    this.#child = child;
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-1000)));
    child.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) child.stdout.pause();
    });
    child.once('error', (error) => this.destroy(error));
    // When ssh gives up, its pipes fail first; but only its end tells why.
    child.stdin.on('error', () => undefined);
    child.once('close', (status) => {
      if (status) this.destroy(Object.assign(new Error(complaint.trim()), { code: 'ERR_SSH' }));
      else this.push(null);
    });
    queueMicrotask(() => this.emit('connect'));
  }

  override _read(): void {
    this.#child.stdout.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#child.stdin.write(chunk, () => {
      done();
    });
  }

  override _final(done: () => void): void {
    this.#child.stdin.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#child.kill();
    done(error);
  }

  ref(): this {
    for (const part of this.#parts()) part.ref();
    return this;
  }

  /** An idle connection does not keep the program running. */
  unref(): this {
    for (const part of this.#parts()) part.unref();
    return this;
  }

  setTimeout(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  #parts(): readonly Pick<ChildProcess, 'ref' | 'unref'>[] {
    const { stdin, stdout, stderr } = this.#child;
    return [this.#child, ...([stdin, stdout, stderr] as unknown as Socket[])];
  }
}
