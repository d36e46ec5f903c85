import type { ContainerInspectInfo } from 'dockerode';
import type { Containers } from '../../engine/ports.js';
import type { Connection } from '../connection.js';
import { findImage } from '../images/find-image.js';
import { commitContainer } from './commit-container.js';
import { createExecEnvironments } from './exec-environments.js';
import { createControlShells } from './control-shells.js';
import { createContainer } from './create-container.js';
import { executeCommand } from './execute-command.js';
import { executeOnTerminal } from './execute-on-terminal.js';
import { listContainers, removeContainer, renameContainer } from './manage-containers.js';
import { readPathStatus } from './path-status.js';
import { findWrittenBytes } from './written-bytes.js';
import { encodeArchive } from '../archive/encode-archive.js';
import { readFiles, unpackArchive, writeFiles } from './transfer-files.js';

export function createContainers(connection: Connection): Containers {
  const shells = createControlShells(connection);
  const environments = createExecEnvironments(connection);
  return {
    create: async (spec, signal) => {
      const id = await createContainer(connection, spec, signal);
      if (spec.environment) environments.remember(id, spec.environment);
      return id;
    },
    start: (container, signal) => shells.start(container, signal),
    execute: (container, execution, sink, signal) =>
      executeCommand({ connection, environments, shells, container, execution, sink, signal }),
    executeOnTerminal: (container, execution, terminal, signal) =>
      executeOnTerminal({ connection, environments, container, execution, terminal, signal }),
    endLeftovers: (container) => shells.endLeftovers(container),
    ask: (container, script) => shells.ask(container, script),
    hasEnded: async (container) => {
      if (await shells.isOpen(container)) return false;
      return (await inspect(connection, container)).State.Pid === 0;
    },
    processOf: async (container) => (await inspect(connection, container)).State.Pid,
    imageOf: async (container) => (await inspect(connection, container)).Image,
    writtenBytes: (container, signal) => findWrittenBytes(connection, container, signal),
    status: (container, path, signal) => readPathStatus(connection, { container, path, signal }),
    read: (container, path, signal) => readFiles(connection, { container, path, signal }),
    write: (container, path, entries, signal) => writeFiles(connection, { container, path, signal }, entries),
    overlay: (container, entries, signal) =>
      unpackArchive(connection, { container, path: '/', signal }, encodeArchive(entries)),
    unpack: (container, path, archive, signal) =>
      unpackArchive(connection, { container, path, signal }, archive),
    commit: async (container, tag, signal) => {
      const id = await commitContainer(connection, { container, config: {}, tag, signal });
      return findImage(connection, id, signal);
    },
    rename: (container, name) => renameContainer(connection, container, name),
    remove: async (container) => {
      shells.forget(container);
      environments.forget(container);
      await removeContainer(connection, container);
    },
    list: (prefix) => listContainers(connection, prefix),
  };
}

const inspect = ({ docker, call }: Connection, container: string): Promise<ContainerInspectInfo> =>
  call('look at the container', undefined, () => docker.getContainer(container).inspect());
