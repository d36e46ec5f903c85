// `refrom checkpoints shell`: a checkpoint or a wreck, entered as a RUN there would find it.
import process from 'node:process';
import { pickCheckpoint } from '../../../checkpoints/pick-checkpoint.js';
import type { ConnectedEngine } from '../../../docker/connect.js';
import { lentCommand, lentShell } from '../../../engine/own-container/mount-script.js';
import { findToolbox } from '../../../engine/own-container/toolbox.js';
import type { Containers, Execution } from '../../../engine/ports.js';
import { equipShell } from '../../../engine/shell/equip-shell.js';
import { UsageError } from '../../../messages/errors.js';
import type { ImageConfig } from '../../../plan/image-config.js';
import { exitStatus } from '../../exit-status.js';
import { rawTerminal } from '../../raw-terminal.js';
import { sessionPrefix } from '../../session-identity.js';
import { toolboxSetting } from '../../toolbox-setting.js';
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
    const { containers } = engine;
    const wreck = (await findWrecks(engine)).find(({ name }) => name === word);
    const room = wreck === undefined ? await openCheckpoint(engine, word) : await openWreck(engine, wreck);
    try {
      await containers.start(room.id);
      const shell = await findShell(containers, room);
      await terminal.lend((loan) => containers.executeOnTerminal(room.id, shell, loan));
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

/** An image without a shell is lent the toolbox's, outside of its file system. */
async function openCheckpoint(engine: ConnectedEngine, word: string): Promise<Room> {
  const { images, containers, volumes } = engine;
  const { checkpoints } = await openInventory(engine);
  const { id: image } = pickCheckpoint(checkpoints, word);
  const found = await images.find(image);
  if (found === undefined) throw new UsageError(`${word} has just been removed`);
  const name = `${sessionPrefix()}shell`;
  const id = await containers.create({ name, image });
  if ((await containers.status(id, '/bin/sh')) !== undefined)
    return { id, config: found.config, close: () => containers.remove(id) };
  await containers.remove(id);
  const mounts = [{ type: 'volume', name, target: lentShell }] as const;
  await fillWithTools(engine, name);
  const lent = await containers.create({ name, image, mounts, shell: lentCommand });
  const close = async (): Promise<void> => {
    await containers.remove(lent);
    await volumes.remove(name);
  };
  return { id: lent, config: found.config, close };
}

/** The engine fills an empty volume when a container with it is created. */
async function fillWithTools({ images, containers }: ConnectedEngine, volume: string): Promise<void> {
  const toolbox = await findToolbox({ ports: { images }, settings: toolboxSetting() });
  const mounts = [{ type: 'volume', name: volume, target: '/bin', isFilled: true }] as const;
  const id = await containers.create({ name: `${sessionPrefix()}tools`, image: toolbox.id, mounts });
  await containers.remove(id);
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

/** The best that is there, as in the debugger. */
async function findShell(
  containers: Containers,
  { id, config: { Shell, Env = [], WorkingDir, User } }: Room,
): Promise<Execution> {
  const hasLentShell = (await containers.status(id, lentCommand[0])) !== undefined;
  const terminal = `TERM=${process.env.TERM ?? 'xterm-256color'}`;
  const { command, environment } = await equipShell(
    containers,
    { id, hasLentShell },
    {
      stageShell: Shell?.[0] ?? '/bin/sh',
      environment: [...Env.filter((entry) => !entry.startsWith('TERM=')), terminal],
      script: undefined,
    },
  );
  const workingDirectory = WorkingDir === undefined || WorkingDir === '' ? '/' : WorkingDir;
  return { command, environment, workingDirectory, user: User ?? '' };
}
