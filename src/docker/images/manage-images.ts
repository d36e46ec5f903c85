import { EngineError } from '../../messages/errors.js';
import type { TaggedImage } from '../../engine/ports.js';
import type { Connection } from '../connection.js';
import { listImages } from './list-images.js';
import { splitReference } from './split-reference.js';

export async function listTags(
  connection: Connection,
  prefix: string,
  signal?: AbortSignal,
): Promise<readonly TaggedImage[]> {
  // A pattern in which `*` also stands for `:`, but not for a slash.
  const filters = { reference: [`${prefix.replace(/[*?[\\]/g, '\\$&')}*`] };
  const images = await listImages(connection, { filters: JSON.stringify(filters) }, signal);
  return images.flatMap(({ Id, RepoTags, Size }) =>
    ((RepoTags as string[] | null) ?? [])
      .filter((tag) => tag.startsWith(prefix))
      .map((tag) => ({ tag, id: Id, bytes: Size })),
  );
}

export async function tagImage({ docker, call }: Connection, id: string, tag: string): Promise<void> {
  const { name, suffix } = splitReference(tag);
  await call(`tag the image as ${tag}`, undefined, () =>
    docker.getImage(id).tag({ repo: name, tag: suffix }),
  );
}

export async function removeImage({ docker, call }: Connection, reference: string): Promise<void> {
  try {
    await call(`remove the image ${reference}`, undefined, () => docker.getImage(reference).remove());
  } catch (error) {
    if (!isGoneOrUsed(error)) throw error;
  }
}

/** 409: a container or another image needs it, or it has several tags. */
function isGoneOrUsed(error: unknown): boolean {
  return error instanceof EngineError && (error.failure === 'not-found' || error.status === 409);
}
