// Images out of layers that the engine has, on graph-driver stores: an archive with a configuration and no layers.
// The engine looks for a layer in the archive only if it does not know it yet.
import { createHash } from 'node:crypto';
import type { ImageDraft } from '../../engine/ports.js';
import type { Connection } from '../connection.js';
import { emptyLayer } from './empty-layer.js';
import { encodeImageFile } from './image-file.js';
import { loadFiles } from './load-files.js';

const emptyPath = 'empty/layer.tar';

export async function createByLoad(
  connection: Connection,
  { draft, signal }: { readonly draft: ImageDraft; readonly signal: AbortSignal | undefined },
): Promise<string> {
  const imageFile = encodeImageFile(draft);
  const digest = createHash('sha256').update(imageFile).digest('hex');
  const manifest = {
    Config: `${digest}.json`,
    RepoTags: draft.tags,
    // Never read but for the empty one; the engine only counts them.
    Layers: [
      ...draft.layers.map((_, index) => `${String(index)}/layer.tar`),
      ...(draft.addsEmptyLayer ? [emptyPath] : []),
    ],
  };
  await loadFiles(connection, signal, {
    [`${digest}.json`]: imageFile,
    'manifest.json': JSON.stringify([manifest]),
    ...(draft.addsEmptyLayer ? { [emptyPath]: emptyLayer.content } : {}),
  });
  return `sha256:${digest}`;
}
