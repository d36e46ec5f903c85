// A server on the loopback interface that gives an error to its first requests.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FlakyServer {
  give(text: string, failures: number): void;
  readonly address: string;
  close(): void;
}

export async function startFlakyServer(): Promise<FlakyServer> {
  let answer = { text: '', failures: Infinity };
  const server = createServer((_, response) => {
    const { text, failures } = answer;
    answer = { text, failures: failures - 1 };
    if (failures > 0) response.writeHead(503).end();
    else response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    give: (text, failures) => {
      answer = { text, failures };
    },
    address: `127.0.0.1:${String(port)}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
