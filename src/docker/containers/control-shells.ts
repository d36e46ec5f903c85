// The keep-alive process of a container is a shell that reads commands from us: a way into the container that costs
// a millisecond, where an exec costs sixty.
import { EngineError } from '../../messages/errors.js';
import type { Connection } from '../connection.js';
import { emptyDevices, killAll, look } from './control-lines.js';
import { containerEnded, createControlShell, type ControlShell } from './control-shell.js';

export type Sight = 'command' | 'orphan' | 'nothing';

export interface ControlShells {
  /** Starts the container; does nothing if it runs. */
  start(container: string, signal?: AbortSignal): Promise<void>;
  /** Resolves once they are dead, and /dev is empty of what they made. Rejects with failure `lost` if the container does not run any more. */
  endLeftovers(container: string): Promise<void>;
  /** What lives in it: an exec's own process; if none, a process that one left behind. */
  look(container: string): Promise<Sight>;
  /** Runs a script in the container's shell; gives what it sets `answer` to. */
  ask(container: string, script: string): Promise<string>;
  /** Whether its shell is connected, as far as is known without asking. */
  isOpen(container: string): Promise<boolean>;
  forget(container: string): void;
}

export function createControlShells(connection: Connection): ControlShells {
  const shells = new Map<string, Promise<ControlShell>>();

  async function openShell(container: string, signal?: AbortSignal): Promise<ControlShell> {
    const known = shells.get(container);
    if (known && (await known).isOpen()) return known;
    const opening = attachAndStart(connection, container, signal).then(createControlShell);
    shells.set(container, opening);
    opening.catch(() => shells.delete(container));
    return opening;
  }

  async function hasClosed(container: string): Promise<boolean> {
    const known = await shells.get(container)?.catch(() => undefined);
    return known?.isOpen() === false;
  }

  /** A connection may end without its container; one that has ended is not started again unasked. */
  async function attachAgain(container: string): Promise<ControlShell> {
    const { State } = await connection.docker.getContainer(container).inspect();
    if (!State.Running) throw containerEnded();
    return openShell(container);
  }

  async function ask(container: string, line: string): Promise<string> {
    return connection.call('speak with the container', undefined, async () => {
      const shell = (await hasClosed(container)) ? await attachAgain(container) : await openShell(container);
      return shell.ask(line);
    });
  }

  return {
    start: async (container, signal) => {
      await openShell(container, signal);
    },
    ask,
    endLeftovers: async (container) => {
      await ask(container, `${killAll}\n${emptyDevices}`);
    },
    look: async (container) => {
      const answer = await ask(container, look);
      return answer === 'command' || answer === 'orphan' ? answer : 'nothing';
    },
    isOpen: async (container) => {
      const shell = await shells.get(container)?.catch(() => undefined);
      return shell?.isOpen() === true;
    },
    forget: (container) => {
      shells
        .get(container)
        ?.then((shell) => {
          shell.close();
        })
        .catch(() => undefined);
      shells.delete(container);
    },
  };
}

async function attachAndStart(
  { docker, call }: Connection,
  id: string,
  signal: AbortSignal | undefined,
): Promise<NodeJS.ReadWriteStream> {
  const container = docker.getContainer(id);
  return call('start the container', signal, async () => {
    const options = { stream: true, stdin: true, stdout: true, hijack: true, abortSignal: signal };
    const stream: NodeJS.ReadWriteStream = await container.attach(options);
    try {
      await container.start({ abortSignal: signal });
      return stream;
    } catch (error) {
      stream.end();
      if (await lacksShell()) throw noShell(error);
      throw error;
    }
  });

  /** The exit code that the engine, like every shell, uses for a program that cannot be run. */
  async function lacksShell(): Promise<boolean> {
    const { State } = await container.inspect({ abortSignal: signal });
    return State.ExitCode === 127 || State.ExitCode === 126;
  }
}

function noShell(cause: unknown): EngineError {
  const message = 'cannot start the container: the image has no /bin/sh to keep it alive';
  return new EngineError('start the container', 'not-found', message, { cause });
}
