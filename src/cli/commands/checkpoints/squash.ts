// `refrom checkpoints squash`: the layers of a checkpoint as one, which stands for the same state of the same Dockerfile.
import process from 'node:process';
import type { CheckpointRecord } from '../../../checkpoints/inventory.js';
import { pickCheckpoint } from '../../../checkpoints/pick-checkpoint.js';
import type { ConnectedEngine } from '../../../docker/connect.js';
import type { StoredImage } from '../../../engine/ports.js';
import { UsageError } from '../../../messages/errors.js';
import { plainBytes } from '../../../report/checkpoints-text.js';
import { exitStatus } from '../../exit-status.js';
import { interruptible } from '../../interruptible.js';
import { readTag } from '../../read-options.js';
import { findImageState } from './find-state.js';
import { openInventory, withEngine, type EngineFlags } from './open-inventory.js';

export interface SquashFlags extends EngineFlags {
  readonly from?: string;
}

/** The checkpoint's tag moves to the new image, unless that gets a name of the user's. */
export function runSquash(word: string, name: string | undefined, flags: SquashFlags): Promise<number> {
  const own = name === undefined ? undefined : readTag(name);
  return interruptible((signal) =>
    withEngine(flags, async (engine) => {
      const { checkpoints } = await openInventory(engine);
      const record = pickCheckpoint(checkpoints, word);
      const tag = own ?? tagOf(record, word);
      const { image } = await findImageState(engine, record.id, checkpoints);
      const keptLayers =
        flags.from === undefined
          ? baseLayersOf(record)
          : commonLayers((await findImageState(engine, flags.from, checkpoints)).image, image, flags.from);
      const upper = image.layers.length - keptLayers;
      if (upper > 1) {
        const id = await engine.images.joinLayers({ image, keptLayers, tags: [tag] }, signal);
        await removeUnnamed(engine, image.id);
        await tell(engine, upper, image, id);
      } else {
        const found = upper === 1 ? 'one layer' : 'no layer';
        const base = flags.from ?? 'the base image';
        process.stderr.write(`refrom: nothing to join: there is ${found} above ${base}\n`);
        if (own !== undefined) await engine.images.tag(image.id, own);
      }
      process.stdout.write(`${tag}\n`);
      return exitStatus.done;
    }),
  );
}

/** The one that was meant, where another project has the same state. */
function tagOf({ tags, id }: CheckpointRecord, word: string): string {
  return (
    tags.find((tag) => tag === word || tag.endsWith(`/${word}`) || tag.endsWith(`:${word}`)) ?? tags[0] ?? id
  );
}

function baseLayersOf({ mark, tags, id }: CheckpointRecord): number {
  if (mark.baseLayers !== undefined) return mark.baseLayers;
  throw new UsageError(
    `${tags[0] ?? id} does not say how many of its layers are its base image's: an older refrom made it`,
    'name the base image: --from IMAGE',
  );
}

/** All of them, as the lower one has to lie below. */
function commonLayers(lower: StoredImage, { layers }: StoredImage, word: string): number {
  const count = lower.layers.length;
  if (lower.layers.join() === layers.slice(0, count).join()) return count;
  throw new UsageError(
    `--from ${word}: the checkpoint does not stand on it, as its lowest ${String(count)} layers are others`,
    'refrom checkpoints ls shows what stands on what',
  );
}

/** Names that others have given it keep it, and so does a container. */
async function removeUnnamed({ images }: ConnectedEngine, id: string): Promise<void> {
  const left = await images.find(id);
  if (left?.tags.length === 0) await images.remove(id);
}

async function tell(
  { images }: ConnectedEngine,
  upper: number,
  before: StoredImage,
  id: string,
): Promise<void> {
  const after = await images.find(id);
  const sizes =
    after === undefined ? '' : `: ${plainBytes(after.size)} instead of ${plainBytes(before.size)}`;
  process.stderr.write(`refrom: joined ${String(upper)} layers into one${sizes} with what lies below\n`);
}
