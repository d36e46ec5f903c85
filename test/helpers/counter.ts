// A counter outside of every container: RUNs knock at it, and the count says how often each was really executed.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionContext } from 'ava';

export interface Counter {
  /** A shell command for a RUN in a busybox image. */
  knock(name: string): string;
  /** Knocks, and ends when the test lets it go on. */
  wait(name: string): string;
  count(name: string): number;
  letGo(name: string): void;
}

/** Containers reach it at their gateway. */
export async function startCounter(t: ExecutionContext): Promise<Counter> {
  const counts = new Map<string, number>();
  const waiting = new Map<string, ServerResponse>();
  const server = createServer((request, response) => {
    const [, name = '', wait] = request.url?.split('/') ?? [];
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (wait === undefined) response.end('counted');
    else waiting.set(name, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const knock = (path: string): string =>
    `wget -q -O /dev/null "http://$(ip route | awk '/^default/ { print $3 }'):${String(port)}/${path}"`;
  return {
    knock,
    wait: (name) => knock(`${name}/wait`),
    count: (name) => counts.get(name) ?? 0,
    letGo: (name) => waiting.get(name)?.end('go'),
  };
}
