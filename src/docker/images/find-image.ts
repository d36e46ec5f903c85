import type { StoredImage } from '../../engine/ports.js';
import { EngineError } from '../../messages/errors.js';
import type { Connection } from '../connection.js';
import { toImageConfig } from './config-fields.js';
import { deriveHistory, type EngineHistoryEntry } from './derive-history.js';

/** The engine's answer, as far as it is used; the library's types do not know of what can be missing. */
interface InspectedImage {
  readonly Id: string;
  readonly Os: string;
  readonly Architecture: string;
  readonly Variant?: string;
  readonly RepoTags: readonly string[] | null;
  readonly Config: object | null;
  readonly RootFS: { readonly Layers?: readonly string[] | null };
  readonly Size: number;
  readonly Created?: string;
  readonly Author?: string;
}

/** Rejects with failure `not-found` if the engine does not have it. */
export async function findImage(
  connection: Connection,
  reference: string,
  signal?: AbortSignal,
): Promise<StoredImage> {
  return (await lookAt(connection, reference, signal)).image;
}

export interface DetailedImage {
  readonly image: StoredImage;
  readonly entries: readonly EngineHistoryEntry[];
}

/** With the history as the engine lists it. */
export const findDetailedImage = (
  connection: Connection,
  reference: string,
  signal?: AbortSignal,
): Promise<DetailedImage | undefined> => ifThere(lookAt(connection, reference, signal));

async function lookAt(
  { docker, call }: Connection,
  reference: string,
  signal: AbortSignal | undefined,
): Promise<DetailedImage> {
  const image = docker.getImage(reference);
  const [inspected, history] = await call(`look at the image ${reference}`, signal, () =>
    Promise.all([image.inspect() as Promise<unknown>, image.history() as Promise<unknown>]),
  );
  // No history is null, and not an empty list.
  const entries = Array.isArray(history) ? (history as EngineHistoryEntry[]) : [];
  return { image: toStoredImage(reference, inspected as InspectedImage, entries), entries };
}

export const findImageIfAny = (
  connection: Connection,
  reference: string,
  signal?: AbortSignal,
): Promise<StoredImage | undefined> => ifThere(findImage(connection, reference, signal));

async function ifThere<Found>(looking: Promise<Found>): Promise<Found | undefined> {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof EngineError && error.failure === 'not-found') return undefined;
    throw error;
  }
}

function toStoredImage(
  reference: string,
  inspected: InspectedImage,
  history: readonly EngineHistoryEntry[],
): StoredImage {
  const { Id, Os, Architecture, Variant, RootFS, Size, Created, Author } = inspected;
  const layers = RootFS.Layers ?? [];
  return {
    reference,
    id: Id,
    config: toImageConfig(inspected.Config ?? {}),
    platform: [Os, Architecture, Variant].filter(Boolean).join('/'),
    tags: inspected.RepoTags ?? [],
    ...(Author ? { author: Author } : {}),
    layers,
    history: deriveHistory(history, layers.length),
    size: Size,
    // Images made by reproducible builders may have no time.
    created: Created ?? '0001-01-01T00:00:00Z',
  };
}
