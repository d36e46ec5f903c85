// A server on the loopback interface, which the engine's BuildKit reaches too: it works in the host's network.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Announces more than it sends, and hangs up. */
  readonly breaksOff?: boolean;
}

export async function startServer(
  answers: Readonly<Record<string, Answer>>,
): Promise<{ host: string; close: () => void }> {
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    const { status = 200, headers = {}, body = '', breaksOff = false } = answer ?? { status: 404 };
    const length = Buffer.byteLength(body);
    response.writeHead(status, { ...headers, 'content-length': breaksOff ? length + 100 : length });
    if (breaksOff) response.write(body, () => response.destroy());
    else response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { host: `127.0.0.1:${String(port)}`, close };
}
