// An image with as many layers as wanted, nearly all of them empty.
import { Readable } from 'node:stream';
import type { ExecutionContext } from 'ava';
import { execa } from 'execa';
import { encodeArchive } from '../../src/docker/archive/encode-archive.js';
import { emptyLayer } from '../../src/docker/images/empty-layer.js';
import { encodeImageFile } from '../../src/docker/images/image-file.js';
import { toFileEntry } from '../../src/docker/images/load-files.js';
import { busybox, engine } from './live-engine.js';
import { imageName } from './refrom.js';

/** On fixture/busybox, for graph-driver stores. Gives its name, which goes with the test. */
export async function makeDeepImage(t: ExecutionContext, layers: number): Promise<string> {
  const base = (await engine.images.find(busybox))!;
  const name = imageName(t, `deep-${String(layers)}`);
  const empty = Array.from({ length: layers - base.layers.length }, () => emptyLayer.digest);
  const { config, history, platform, created } = base;
  const draft = { config, history, platform, created, tags: [], layers: [...base.layers, ...empty] };
  const known = base.layers.map((_, at) => `${String(at)}/layer.tar`);
  const manifest = {
    Config: 'config.json',
    RepoTags: [name],
    Layers: [...known, ...empty.map(() => 'empty/layer.tar')],
  };
  const files = {
    'config.json': encodeImageFile(draft),
    'manifest.json': JSON.stringify([manifest]),
    'empty/layer.tar': emptyLayer.content,
  };
  const entries = Object.entries(files).map(([path, text]) => toFileEntry(path, Buffer.from(text)));
  await execa('docker', ['load'], { input: Readable.from(encodeArchive(Readable.from(entries))) });
  return name;
}
