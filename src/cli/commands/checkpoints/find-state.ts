// A state of a build by a word of the command line: a wreck, a checkpoint, or any image the engine has.
import type { CheckpointRecord } from '../../../checkpoints/inventory.js';
import { meansCheckpoint, pickCheckpoint } from '../../../checkpoints/pick-checkpoint.js';
import type { ConnectedEngine } from '../../../docker/connect.js';
import type { StoredImage } from '../../../engine/ports.js';
import { UsageError } from '../../../messages/errors.js';
import { readReference } from '../../../syntax/values/image-reference.js';
import { findWrecks, openInventory } from './open-inventory.js';
import type { Temporaries } from './temporaries.js';

export interface FoundState {
  readonly name: string;
  readonly image: StoredImage;
  /** Its configuration says nothing: a container has one of its own. */
  readonly isWreck: boolean;
}

/** What there is to choose from; looking at all images takes seconds where there are many. */
export interface KnownStates {
  readonly checkpoints: readonly CheckpointRecord[];
  readonly wrecks: readonly { readonly id: string; readonly name: string }[];
}

export async function openStates(engine: ConnectedEngine): Promise<KnownStates> {
  const [{ checkpoints }, wrecks] = await Promise.all([openInventory(engine), findWrecks(engine)]);
  return { checkpoints, wrecks };
}

/** Rejects with a UsageError that names the nearest checkpoint if the word means nothing, or several. */
export async function findState(
  engine: Pick<ConnectedEngine, 'images'>,
  word: string,
  { checkpoints, wrecks }: KnownStates,
  temporaries: Temporaries,
): Promise<FoundState> {
  const wreck = wrecks.find(({ name }) => name === word);
  if (wreck !== undefined) return { name: word, image: await temporaries.commit(wreck.id), isWreck: true };
  return { ...(await findImageState(engine, word, checkpoints)), isWreck: false };
}

/** The same without wrecks. */
export async function findImageState(
  { images }: Pick<ConnectedEngine, 'images'>,
  word: string,
  checkpoints: readonly CheckpointRecord[],
): Promise<Omit<FoundState, 'isWreck'>> {
  if (!meansCheckpoint(checkpoints, word) && readReference(word) !== undefined) {
    const image = await images.find(word);
    if (image !== undefined) return { name: word, image };
  }
  const { id, tags } = pickCheckpoint(checkpoints, word);
  const image = await images.find(id);
  if (image === undefined) throw new UsageError(`${word} has just been removed`);
  return { name: tags[0] ?? id, image };
}
