// An image with one more layer, made of files: loaded as an archive, or where there are many small ones by the engine's
// own builder.
import type { FileEntries } from '../../../engine/file-entry.js';
import type { EngineDescription, ImageDraft } from '../../../engine/ports.js';
import type { Connection } from '../../connection.js';
import { encodeImageFile } from '../image-file.js';
import { buildLayer, canBuildLayers } from './build-layer.js';
import { loadArchiveAsLayer } from './load-layer.js';
import { measureLayer, type MeasuredLayer } from './measure-layer.js';

export interface LayerOrder {
  /** Of the image without the new layer, but for its history. */
  readonly draft: ImageDraft;
  /** Gives the same entries each time, whose contents can be read when the last one is known. */
  readonly entries: () => FileEntries;
  readonly signal: AbortSignal | undefined;
}

/** Gives the image's ID. */
export type CreateWithLayer = (order: LayerOrder) => Promise<string>;

export function createLayerMaker(
  connection: Connection,
  describe: () => Promise<EngineDescription>,
): CreateWithLayer {
  let canBuild: Promise<boolean> | undefined;
  return async ({ draft, entries, signal }) => {
    const layer = await measureLayer(entries);
    const { layers, tags } = draft;
    const [tag] = tags;
    if (tag !== undefined && suitsBuilder(layer)) {
      canBuild ??= describe().then(canBuildLayers);
      const order = { draft, tag, layer, signal };
      const built = (await canBuild) ? await buildLayer(connection, order) : undefined;
      if (built !== undefined) return built;
      // What the builder refuses once it would refuse again.
      canBuild = Promise.resolve(false);
    }
    const describeImage = (digest: string): string =>
      encodeImageFile({ ...draft, layers: [...layers, digest] });
    const archive = { size: () => Promise.resolve(layer.bytes), read: layer.read };
    const image = { describe: describeImage, knownLayers: layers.length, tags };
    return loadArchiveAsLayer(connection, { archive, ...image, signal });
  };
}

/** The builder writes each byte three times, and takes its time to begin; with each entry it is faster than a load. */
const suitsBuilder = ({ count, bytes }: MeasuredLayer): boolean =>
  count >= manyEntries && bytes < count * smallBytes;

const manyEntries = 2000;
const smallBytes = 30_000;
