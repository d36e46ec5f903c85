// A layer of many small files, made by the engine's own builder from an archive in a context without a client: it unpacks
// the archive from a file, where a load hands each piece of each entry from one thread to another.
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { EngineDescription, ImageDraft } from '../../../engine/ports.js';
import { EngineError } from '../../../messages/errors.js';
import { encodeArchive } from '../../archive/encode-archive.js';
import { ask } from '../../ask.js';
import type { Connection } from '../../connection.js';
import { awaitMessages } from '../../messages-stream.js';
import { rememberFailure } from '../../remember-failure.js';
import { createByLoad } from '../create-by-load.js';
import { findImage } from '../find-image.js';
import { toFileEntry } from '../load-files.js';
import { removeImage } from '../manage-images.js';
import { forgetBuild } from './forget-build.js';
import type { MeasuredLayer } from './measure-layer.js';

export interface LayerBuild {
  readonly draft: ImageDraft;
  /** Names what is made on the way, too. */
  readonly tag: string;
  readonly layer: MeasuredLayer;
  readonly signal: AbortSignal | undefined;
}

const operation = 'build a layer';

/** From API 1.42 on the engine tells what its builder has kept, so that it can be removed again. */
export const canBuildLayers = ({ store, isPodman, apiVersion }: EngineDescription): boolean =>
  store === 'graph' && isPodman !== true && Number(apiVersion.split('.')[1]) >= 42;

/** Gives the image's ID; undefined where the builder refuses. Rejects with what the layer's contents fail of. */
export async function buildLayer(
  connection: Connection,
  { draft, tag, layer, signal }: LayerBuild,
): Promise<string | undefined> {
  const [base, built] = [`${tag}-below`, `${tag}-built`];
  const source = `refrom-layer-${randomUUID()}.tar`;
  const below = draft.layers.length === 0 ? 'scratch' : base;
  try {
    // Without ONBUILD, and with no name but this.
    if (below === base)
      await createByLoad(connection, { draft: { ...draft, config: {}, history: [], tags: [base] }, signal });
    const dockerfile = `FROM ${below}\nADD ${source} /\n`;
    const query = { t: built, platform: draft.platform };
    if (!(await runBuilder(connection, { dockerfile, source, layer, query, signal }))) return undefined;
    const { layers } = await findImage(connection, built, signal);
    if (layers.length !== draft.layers.length + 1) return undefined;
    return await createByLoad(connection, { draft: { ...draft, layers }, signal });
  } finally {
    await Promise.all([base, built].map((each) => removeImage(connection, each)));
    await forgetBuild(connection, { source, bytes: layer.bytes });
  }
}

interface BuilderOrder {
  readonly dockerfile: string;
  readonly source: string;
  readonly layer: MeasuredLayer;
  readonly query: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
}

/** False where it refuses. */
async function runBuilder(
  { docker, call }: Connection,
  { dockerfile, source, layer, query, signal }: BuilderOrder,
): Promise<boolean> {
  const archive = { ...toFileEntry(source, Buffer.alloc(0)), size: layer.bytes, read: layer.read };
  const files = Readable.from([toFileEntry('Dockerfile', Buffer.from(dockerfile)), archive]);
  const context = rememberFailure(encodeArchive(files));
  const file = Readable.from(context.chunks, { objectMode: false });
  try {
    await call(operation, signal, async () => {
      const request = { method: 'POST', path: '/build', query: { ...query, version: '2' } } as const;
      const answer = await ask(docker, { ...request, file, isStream: true, abortSignal: signal });
      await awaitMessages(answer as NodeJS.ReadableStream, operation);
    });
    return true;
  } catch (error) {
    if (context.failure() !== undefined) throw context.failure();
    if (error instanceof EngineError && (error.failure === 'refused' || error.failure === 'not-found'))
      return false;
    throw error;
  } finally {
    file.destroy();
  }
}
