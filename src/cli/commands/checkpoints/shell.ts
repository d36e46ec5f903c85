// `refrom checkpoints shell`: a checkpoint or a wreck, entered as a RUN there would find it.
import process from 'node:process';
import { pickCheckpoint } from '../../../checkpoints/pick-checkpoint.js';
import type { ConnectedEngine } from '../../../docker/connect.js';
import type { Execution } from '../../../engine/ports.js';
import { UsageError } from '../../../messages/errors.js';
import type { ImageConfig } from '../../../plan/image-config.js';
import { exitStatus } from '../../exit-status.js';
import { rawTerminal } from '../../raw-terminal.js';
import { sessionPrefix } from '../../session-identity.js';
import {
  findWreckConfig,
  findWrecks,
  openInventory,
  withEngine,
  type EngineFlags,
  type Wreck,
} from './open-inventory.js';

/** What is done in a checkpoint's shell is gone when it ends; a wreck keeps it. */
export function runShell(word: string, flags: EngineFlags): Promise<number> {
  const terminal = rawTerminal();
  if (terminal === undefined) throw new UsageError('a shell needs a terminal');
  return withEngine(flags, async (engine) => {
    const wreck = (await findWrecks(engine)).find(({ name }) => name === word);
    const room = wreck === undefined ? await openCheckpoint(engine, word) : await openWreck(engine, wreck);
    try {
      await engine.containers.start(room.id);
      await terminal.lend((loan) => engine.containers.executeOnTerminal(room.id, shellOf(room.config), loan));
    } finally {
      await room.close();
    }
    return exitStatus.done;
  });
}

interface Room {
  readonly id: string;
  readonly config: ImageConfig;
  close(): Promise<void>;
}

async function openCheckpoint(engine: ConnectedEngine, word: string): Promise<Room> {
  const { images, containers } = engine;
  const { checkpoints } = await openInventory(engine);
  const { id: image } = pickCheckpoint(checkpoints, word);
  const found = await images.find(image);
  if (found === undefined) throw new UsageError(`${word} has just been removed`);
  const id = await containers.create({ name: `${sessionPrefix()}shell`, image });
  return { id, config: found.config, close: () => containers.remove(id) };
}

/** As the failed step found it. */
async function openWreck(engine: ConnectedEngine, wreck: Wreck): Promise<Room> {
  const { id } = wreck;
  return {
    id,
    config: await findWreckConfig(engine, wreck),
    close: () => engine.containers.endLeftovers(id).catch(() => undefined),
  };
}

function shellOf({ Shell, Env = [], WorkingDir, User }: ImageConfig): Execution {
  return {
    command: [Shell?.[0] ?? '/bin/sh'],
    environment: [
      ...Env.filter((entry) => !entry.startsWith('TERM=')),
      `TERM=${process.env.TERM ?? 'xterm-256color'}`,
    ],
    workingDirectory: WorkingDir === undefined || WorkingDir === '' ? '/' : WorkingDir,
    user: User ?? '',
  };
}
