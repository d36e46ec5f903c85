// A checkpoint from a registry: pulled, believed only by its mark, and named so that builds find it.
import {
  checkpointTag,
  projectName,
  readMark,
  readTag,
  type CheckpointMark,
} from '../checkpoints/checkpoint-name.js';
import type { ImageStore, StoredImage } from '../engine/ports.js';
import { UsageError } from '../messages/errors.js';
import { readReference } from '../syntax/values/image-reference.js';
import { cleanUpAfter } from './clean-up-after.js';
import { openLine, restoreName, withAdvice } from './push-image.js';
import { plainBytes } from '../report/checkpoints-text.js';

export interface ReceivedCheckpoint {
  readonly mark: CheckpointMark;
  readonly image: StoredImage;
  /** `refrom/<project>:…` */
  readonly tag: string;
}

export interface Reception {
  /** It gets a name of this project; its own where absent. */
  readonly project?: string;
  /** It keeps the name it was pulled by, where it had it not before. */
  readonly keepsName: boolean;
  readonly signal?: AbortSignal;
}

/**
 * What has a checkpoint's own name is in the engine; everything else is pulled, as it may have moved. A name that an
 * image had here before is that image's again, also where what came is refused or the signal ends it.
 */
export async function receiveCheckpoint(
  images: Pick<ImageStore, 'find' | 'pull' | 'tag' | 'remove'>,
  reference: string,
  reception: Reception,
): Promise<ReceivedCheckpoint> {
  if (readReference(reference) === undefined)
    throw new UsageError(`${reference}: expected an image name, such as registry.example/app:1`);
  const before = await images.find(reference, reception.signal);
  let isKept = false;
  return cleanUpAfter(async () => {
    const isOwn = readTag(reference) !== undefined && before !== undefined;
    const image = isOwn ? before : await pull(images, reference, reception.signal);
    const received = await believe(images, image, reference, reception);
    isKept = reception.keepsName;
    return received;
  }, [() => (isKept ? Promise.resolve() : restoreName(images, reference, before))]);
}

async function believe(
  images: Pick<ImageStore, 'find' | 'tag' | 'remove'>,
  image: StoredImage,
  reference: string,
  { project, signal }: Reception,
): Promise<ReceivedCheckpoint> {
  const mark = readMark(image.history.at(-1)?.comment);
  if (mark === undefined)
    throw new UsageError(
      `${reference} is no checkpoint: its image has no mark of refrom in its history`,
      'refrom checkpoints push makes one, and so does refrom build --on-failure push=REFERENCE',
    );
  signal?.throwIfAborted();
  const tag = checkpointTag(project ?? projectName(mark.travel?.project ?? 'pulled'), mark);
  await nameIt(images, image, tag, mark);
  return { mark, image, tag };
}

/** The same state that is here already stays the one it is; another one of that name gives way, and goes. */
async function nameIt(
  images: Pick<ImageStore, 'find' | 'tag' | 'remove'>,
  { id }: StoredImage,
  tag: string,
  { key }: CheckpointMark,
): Promise<void> {
  const present = await images.find(tag);
  if (present?.id === id || readMark(present?.history.at(-1)?.comment)?.key === key) return;
  await images.tag(id, tag);
  if (present?.tags.length === 1) await images.remove(present.id);
}

async function pull(
  images: Pick<ImageStore, 'pull'>,
  reference: string,
  signal: AbortSignal | undefined,
): Promise<StoredImage> {
  const line = openLine(`pulling ${reference}`);
  try {
    const image = await images.pull(reference, undefined, signal);
    line.close(`pulled ${reference} (${plainBytes(image.size)})`);
    return image;
  } catch (error) {
    line.close();
    throw withAdvice(error, reference);
  }
}
