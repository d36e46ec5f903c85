// `refrom checkpoints tag`, `rm` and `prune`: what is kept and what goes. Nothing but refrom's own is ever removed.
import process from 'node:process';
import { chooseEvictions } from '../../../checkpoints/choose-evictions.js';
import type { CheckpointRecord } from '../../../checkpoints/inventory.js';
import { pickCheckpoint } from '../../../checkpoints/pick-checkpoint.js';
import type { ConnectedEngine } from '../../../docker/connect.js';
import { plainBytes, count } from '../../../report/checkpoints-text.js';
import { exitStatus } from '../../exit-status.js';
import { readTag } from '../../read-options.js';
import { removeLeftovers } from '../../session-identity.js';
import { removeDeadFolders } from '../../temporary-folders.js';
import { readBudget } from '../../storage-budget.js';
import {
  findWreckConfig,
  findWrecks,
  openInventory,
  removeWreck,
  withEngine,
  type EngineFlags,
  type Wreck,
} from './open-inventory.js';

/** A name of the user's own: the checkpoint, or the wreck, stays until that name is removed with docker. */
export function runTag(word: string, name: string, flags: EngineFlags): Promise<number> {
  const tag = readTag(name, 'the new name');
  return withEngine(flags, async (engine) => {
    const wreck = (await findWrecks(engine)).find((each) => each.name === word);
    await (wreck === undefined ? nameCheckpoint(engine, word, tag) : nameWreck(engine, wreck, tag));
    process.stdout.write(`${tag}\n`);
    return exitStatus.done;
  });
}

export async function nameCheckpoint(
  { images }: Pick<ConnectedEngine, 'images'>,
  word: string,
  tag: string,
): Promise<void> {
  const { checkpoints } = await openInventory({ images });
  await images.tag(pickCheckpoint(checkpoints, word).id, tag);
}

/** An image of the wreck, with the configuration that its step had. */
async function nameWreck(engine: ConnectedEngine, wreck: Wreck, tag: string): Promise<void> {
  const { images, containers } = engine;
  const committed = await containers.commit(wreck.id, tag);
  const { history, layers, platform, created } = committed;
  const config = await findWreckConfig(engine, wreck);
  const id = await images.create({
    config,
    history,
    layers,
    platform,
    created,
    tags: [tag],
    layersOf: committed.id,
  });
  if (id !== committed.id) await images.remove(committed.id);
}

export function runRemove(words: readonly string[], flags: EngineFlags): Promise<number> {
  return withEngine(flags, async (engine) => {
    const [{ checkpoints }, wrecks] = await Promise.all([openInventory(engine), findWrecks(engine)]);
    // All words are understood before anything goes.
    const meant = words.map(
      (word) => wrecks.find(({ name }) => name === word) ?? pickCheckpoint(checkpoints, word),
    );
    for (const each of meant) {
      if ('name' in each) {
        await removeWreck(engine, each);
        process.stdout.write(`${each.name}\n`);
      } else await removeCheckpoint(engine, each);
    }
    return exitStatus.done;
  });
}

export interface PruneFlags extends EngineFlags {
  readonly keepStorage?: string;
  readonly all: boolean;
  readonly dryRun: boolean;
}

/** Down to the budget, or, with `--all`, everything of refrom's that no living process holds. */
export function runPrune(flags: PruneFlags): Promise<number> {
  return withEngine(flags, async (engine) => {
    const inventory = await openInventory(engine);
    const limit = flags.all ? 0 : await readBudget(flags.keepStorage, engine);
    const chosen = flags.all ? inventory.checkpoints : chooseEvictions(inventory, limit);
    const rest = flags.all ? await findRest(engine) : [];
    const names = [...chosen.flatMap(({ tags }) => tags), ...rest.map(({ name }) => name)];
    const said = `${count(chosen.length, 'checkpoint')} of ${count(inventory.checkpoints.length, 'checkpoint')}`;
    if (flags.dryRun) {
      process.stdout.write(names.map((name) => `${name}\n`).join(''));
      process.stderr.write(`refrom: would remove ${said}; they hold ${plainBytes(inventory.bytes)}\n`);
      return exitStatus.done;
    }
    for (const record of chosen) await removeCheckpoint(engine, record);
    for (const { name, remove } of rest) {
      await remove();
      process.stdout.write(`${name}\n`);
    }
    if (flags.all) await Promise.all([removeLeftovers(engine), removeDeadFolders()]);
    const after = await openInventory(engine);
    process.stderr.write(`refrom: removed ${said}; ${plainBytes(inventory.bytes - after.bytes)} freed\n`);
    return exitStatus.done;
  });
}

/** Its own names; one that the user gave keeps the image. */
async function removeCheckpoint({ images }: ConnectedEngine, { tags }: CheckpointRecord): Promise<void> {
  for (const tag of tags) {
    await images.remove(tag);
    if ((await images.find(tag)) === undefined) process.stdout.write(`${tag}\n`);
    else
      process.stderr.write(
        `refrom: ${tag} stays: a container was made of it, a wreck or a session that runs\n`,
      );
  }
}

interface Rest {
  readonly name: string;
  readonly remove: () => Promise<void>;
}

/** Wrecks, and what RUN --mount=type=cache keeps. */
async function findRest(engine: ConnectedEngine): Promise<Rest[]> {
  const { volumes } = engine;
  const [wrecks, caches] = await Promise.all([findWrecks(engine), volumes.list('refrom-cache-')]);
  return [
    ...wrecks.map((wreck) => ({ name: wreck.name, remove: () => removeWreck(engine, wreck) })),
    ...caches.map((name) => ({ name, remove: () => volumes.remove(name) })),
  ];
}
