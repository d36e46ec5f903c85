// A real image registry on a loopback port, which engines take without TLS; it goes when the test ends.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { until } from './refrom.js';

/** As the preparation exports it, or where it puts it. */
const program =
  process.env.REFROM_REGISTRY ??
  join(process.env.REFROM_STATE ?? '/var/lib/refrom/engine', 'registry/usr/bin/docker-registry');

/** What the registry of `startRegistry` with `isClosed` lets in: bcrypt of `secret`. */
export const registryUser = { name: 'tester', password: 'secret' };
const passwordFile = 'tester:$2b$04$U7bKazevielQsnVJc7/jNubtURUKppnbnY.V2r/GwLYhLrt.WTtxu\n';

/** Gives `127.0.0.1:PORT`. `isClosed`: nobody gets in without a name and a password. */
export async function startRegistry(t: ExecutionContext, { isClosed = false } = {}): Promise<string> {
  if (!existsSync(program))
    throw new Error(`there is no registry at ${program}; scripts/with-engine --registry fetches one`);
  const folder = await mkdtemp(join(tmpdir(), 'refrom-registry-'));
  const address = `127.0.0.1:${String(await freePort())}`;
  await writeFile(join(folder, 'users'), passwordFile);
  const auth = isClosed ? { auth: { htpasswd: { realm: 'test', path: join(folder, 'users') } } } : {};
  const settings = {
    version: 0.1,
    log: { accesslog: { disabled: true }, level: 'error' },
    storage: { filesystem: { rootdirectory: join(folder, 'data') } },
    http: { addr: address },
    ...auth,
  };
  // JSON is YAML.
  await writeFile(join(folder, 'config.yml'), JSON.stringify(settings));
  const registry = spawn(program, ['serve', join(folder, 'config.yml')], { stdio: 'ignore' });
  const ended = new Promise((end) => registry.once('exit', end));
  t.teardown(async () => {
    registry.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  await until(() => answers(address));
  return address;
}

const answers = (address: string): Promise<boolean> =>
  fetch(`http://${address}/v2/`).then(
    () => true,
    () => false,
  );

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
