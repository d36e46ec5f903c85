// `refrom checkpoints squash`: the layers of a checkpoint as one, which stands for the same state of the same Dockerfile.
import process from 'node:process';
import type { CheckpointRecord } from '../../../checkpoints/inventory.js';
import { writeMark } from '../../../checkpoints/checkpoint-name.js';
import { squashedMark } from '../../../checkpoints/squashed-mark.js';
import type { ConnectedEngine } from '../../../docker/connect.js';
import type { JoinOrder, StoredImage } from '../../../engine/ports.js';
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
  const own = name === undefined ? undefined : readTag(name, 'the new name');
  return interruptible((signal) =>
    withEngine(flags, async (engine) => {
      const order = await openOrder(engine, { word, own, from: flags.from });
      const { image, keptLayers, tags } = order;
      const upper = image.layers.length - keptLayers;
      if (upper > 1) {
        const id = await engine.images.joinLayers(order, signal);
        if (own === undefined) await removeUnnamed(engine, image.id);
        await tell(engine, upper, image, id);
      } else {
        const found = upper === 1 ? 'one layer' : 'no layer';
        process.stderr.write(
          `refrom: nothing to join: there is ${found} above ${flags.from ?? 'the base image'}\n`,
        );
        if (own !== undefined) await engine.images.tag(image.id, own);
      }
      process.stdout.write(tags.map((tag) => `${tag}\n`).join(''));
      return exitStatus.done;
    }),
  );
}

interface SquashWords {
  readonly word: string;
  readonly own: string | undefined;
  readonly from: string | undefined;
}

/** An image that is no checkpoint has neither a tag to be moved nor a base that is known. */
async function openOrder(engine: ConnectedEngine, { word, own, from }: SquashWords): Promise<JoinOrder> {
  const { checkpoints } = await openInventory(engine);
  const { image, name } = await findImageState(engine, word, checkpoints);
  const record = checkpoints.find(({ id }) => id === image.id);
  if (record === undefined && (own === undefined || from === undefined))
    throw new UsageError(
      `${name} is no checkpoint: it says neither where its base image ends, nor what is to have its name`,
      `refrom checkpoints squash ${name} NAME --from IMAGE (or --from scratch)`,
    );
  const keptLayers =
    from === undefined ? baseLayersOf(record) : await layersOf(engine, from, { image, checkpoints });
  const mark = record === undefined ? undefined : squashedMark(checkpoints, record, keptLayers);
  return {
    image,
    keptLayers,
    tags: [own ?? tagOf(record, word) ?? name],
    ...(mark === undefined ? {} : { lastComment: writeMark(mark) }),
  };
}

/** The one that was meant, where another project has the same state. */
function tagOf(record: CheckpointRecord | undefined, word: string): string | undefined {
  const tags = record?.tags ?? [];
  return tags.find((tag) => tag === word || tag.endsWith(`/${word}`) || tag.endsWith(`:${word}`)) ?? tags[0];
}

function baseLayersOf(record: CheckpointRecord | undefined): number {
  if (record?.mark.baseLayers !== undefined) return record.mark.baseLayers;
  throw new UsageError(
    `${record?.tags[0] ?? 'the checkpoint'} does not say how many of its layers are its base image's: an older refrom made it`,
    'name the base image: --from IMAGE',
  );
}

interface UpperState {
  readonly image: StoredImage;
  readonly checkpoints: readonly CheckpointRecord[];
}

/** Of what `--from` names: nothing lies below scratch. */
async function layersOf(
  engine: ConnectedEngine,
  from: string,
  { image, checkpoints }: UpperState,
): Promise<number> {
  if (from === 'scratch') return 0;
  const lower = await findImageState(engine, from, checkpoints);
  return commonLayers(lower.image, image, from);
}

/** All of them, as the lower one has to lie below. */
function commonLayers(lower: StoredImage, { layers }: StoredImage, word: string): number {
  const count = lower.layers.length;
  if (lower.layers.join() === layers.slice(0, count).join()) return count;
  throw new UsageError(
    `--from ${word}: what is to be joined does not stand on it, as its lowest ${String(count)} layers are others`,
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
