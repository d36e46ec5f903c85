// An image of the engine as a folder in the OCI image layout, which BuildKit takes as a build context wherever it runs.
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileEntry } from '../engine/file-entry.js';
import type { ImageStore } from '../engine/ports.js';
import { BugError } from '../messages/errors.js';
import { processMark } from './session-identity.js';

const typePrefix = 'application/vnd.oci.image.';

/** Of the one image in the layout: some releases of buildx take no digest alone. */
const tag = 'checkpoint';

/**
 * Gives the place as `--build-context` takes it: `oci-layout://FOLDER:TAG`. What was in the folder is replaced once all
 * is written: a build that reads it never finds half of an image. Nobody else can read it, as in the engine.
 */
export async function writeOciLayout(
  images: Pick<ImageStore, 'save'>,
  reference: string,
  folder: string,
  signal?: AbortSignal,
): Promise<string> {
  const written = `${folder}.${processMark()}.${randomUUID()}`;
  try {
    await mkdir(written, { recursive: true, mode: 0o700 });
    await writeLayout(images, reference, written, signal);
    await replaceFolder(folder, written);
  } finally {
    await rm(written, { recursive: true, force: true });
  }
  return `oci-layout://${folder}:${tag}`;
}

async function writeLayout(
  images: Pick<ImageStore, 'save'>,
  reference: string,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const blobs = join(folder, 'blobs/sha256');
  await mkdir(blobs, { recursive: true });
  const files = new Map<string, Blob>();
  for await (const entry of await images.save(reference, signal)) {
    const path = posix.normalize(entry.path);
    if (entry.type === 'file') files.set(path, await writeBlob(blobs, entry));
    else if (entry.target !== undefined) copyLink(files, path, entry);
  }
  const manifest = await writeManifest(blobs, (path) => findFile(files, path));
  const manifests = [{ ...manifest, annotations: { 'org.opencontainers.image.ref.name': tag } }];
  await writeFile(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
  await writeFile(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
}

/** No folder takes the place of a full one, and another process may put its own there in between. */
async function replaceFolder(folder: string, written: string): Promise<void> {
  const former = `${written}.former`;
  for (let tries = 5; ; tries -= 1) {
    await rename(folder, former).catch(ignore('ENOENT'));
    await rm(former, { recursive: true, force: true });
    const isDone = await rename(written, folder).then(
      () => true,
      tries === 1 ? undefined : ignore('ENOTEMPTY', 'EEXIST'),
    );
    if (isDone === true) return;
  }
}

const ignore =
  (...codes: readonly string[]) =>
  (error: unknown): void => {
    if (!codes.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  };

interface Blob {
  readonly digest: string;
  readonly size: number;
  /** The containerd store keeps layers compressed as they came. */
  readonly compression: '' | '+gzip' | '+zstd';
}

async function writeBlob(blobs: string, entry: FileEntry): Promise<Blob> {
  const hash = createHash('sha256');
  const part = join(blobs, 'part');
  let size = 0;
  let start = '';
  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const chunk of entry.read()) {
      if (start.length < 8) start += Buffer.from(chunk.subarray(0, 4)).toString('hex');
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }
  await pipeline(Readable.from(watched(), { objectMode: false }), createWriteStream(part));
  const digest = hash.digest('hex');
  await rename(part, join(blobs, digest));
  return { digest, size, compression: compressionOf(start) };
}

function compressionOf(start: string): Blob['compression'] {
  if (start.startsWith('1f8b')) return '+gzip';
  return start.startsWith('28b52ffd') ? '+zstd' : '';
}

/** A layer that occurs twice is a link in the archives of older engines. */
function copyLink(files: Map<string, Blob>, path: string, { type, target = '' }: FileEntry): void {
  const from = type === 'hardlink' ? target : posix.join(posix.dirname(path), target);
  const blob = files.get(posix.normalize(from));
  if (blob !== undefined) files.set(path, blob);
}

function findFile(files: ReadonlyMap<string, Blob>, path: string): Blob {
  const blob = files.get(posix.normalize(path));
  if (blob === undefined) throw new BugError(`the engine's archive of an image has no file ${path}`);
  return blob;
}

/** manifest.json, which every engine's archive has, says which of its files are the configuration and the layers. */
async function writeManifest(blobs: string, find: (path: string) => Blob): Promise<Descriptor> {
  const listed = await readFile(join(blobs, find('manifest.json').digest), 'utf8');
  const [image] = JSON.parse(listed) as [{ Config: string; Layers: readonly string[] }];
  const type = `${typePrefix}manifest.v1+json`;
  const content = JSON.stringify({
    schemaVersion: 2,
    mediaType: type,
    config: describe(find(image.Config), `${typePrefix}config.v1+json`),
    layers: image.Layers.map((path) => {
      const blob = find(path);
      return describe(blob, `${typePrefix}layer.v1.tar${blob.compression}`);
    }),
  });
  const digest = createHash('sha256').update(content).digest('hex');
  await writeFile(join(blobs, digest), content);
  return describe({ digest, size: Buffer.byteLength(content) }, type);
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const describe = ({ digest, size }: Pick<Blob, 'digest' | 'size'>, mediaType: string): Descriptor => ({
  mediaType,
  digest: `sha256:${digest}`,
  size,
});
