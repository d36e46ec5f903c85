// A counter outside of every container: RUNs knock at it, and the count says how often each was really executed.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionContext } from 'ava';

export interface Counter {
  /** A shell command for a RUN in a busybox image. */
  knock(name: string): string;
  count(name: string): number;
}

/** Containers reach it at their gateway. */
export async function startCounter(t: ExecutionContext): Promise<Counter> {
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    const name = request.url?.slice(1) ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
    response.end('counted');
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  return {
    knock: (name) =>
      `wget -q -O /dev/null "http://$(ip route | awk '/^default/ { print $3 }'):${String(port)}/${name}"`,
    count: (name) => counts.get(name) ?? 0,
  };
}
