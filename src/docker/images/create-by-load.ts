// Images out of layers that the engine has, on graph-driver stores: an archive with a configuration and no layers.
// The engine looks for a layer in the archive only if it does not know it yet.
import { createHash } from 'node:crypto';
import type { ImageDraft } from '../../engine/ports.js';
import type { Connection } from '../connection.js';
import { encodeImageFile } from './image-file.js';
import { loadFiles } from './load-files.js';

export async function createByLoad(
  connection: Connection,
  { draft, signal }: { readonly draft: ImageDraft; readonly signal: AbortSignal | undefined },
): Promise<string> {
  const imageFile = encodeImageFile(draft);
  const digest = createHash('sha256').update(imageFile).digest('hex');
  const manifest = {
    Config: `${digest}.json`,
    RepoTags: draft.tags,
    // Never read; the engine only counts them.
    Layers: draft.layers.map((_, index) => `${index}/layer.tar`),
  };
  await loadFiles(connection, signal, {
    [`${digest}.json`]: imageFile,
    'manifest.json': JSON.stringify([manifest]),
  });
  return `sha256:${digest}`;
}
