// Images as the containerd store gives them in an archive, in every order of their blobs.
import { Readable } from 'node:stream';
import test, { type ExecutionContext } from 'ava';
import { encodeArchive } from '../../src/docker/archive/encode-archive.js';
import type { Connection } from '../../src/docker/connection.js';
import { createLayerDescriptors } from '../../src/docker/images/layer-descriptors.js';
import { file, toEntries } from '../helpers/plain-entries.js';

type Blobs = Readonly<Record<string, string>>;

const layer = 'sha256:layer';

/** An engine that has one image, whose only layer is `layer`. */
function engineWith(blobs: readonly (readonly [string, string])[]): Connection {
  const files = blobs.map(([name, text]) => file(`blobs/sha256/${name}`, text));
  const image = {
    inspect: () => Promise.resolve({ RootFS: { Layers: [layer] } }),
    get: () => Promise.resolve(Readable.from(encodeArchive(toEntries(files)))),
  };
  const call: Connection['call'] = (_operation, _signal, run) => run();
  return { docker: { getImage: () => image }, call } as unknown as Connection;
}

const config = (diffId: string): string => JSON.stringify({ rootfs: { type: 'layers', diff_ids: [diffId] } });
const manifest = (configName: string, blob: string): string =>
  JSON.stringify({
    config: { digest: `sha256:${configName}` },
    layers: [{ mediaType: 'a layer', digest: `sha256:${blob}`, size: 1 }],
  });
const index = (...names: readonly string[]): string =>
  JSON.stringify({ manifests: names.map((name) => ({ digest: `sha256:${name}` })) });

function* ordersOf<T>(list: readonly T[]): Generator<readonly T[]> {
  if (list.length < 2) yield list;
  for (const [at, first] of list.entries())
    for (const rest of list.length < 2 ? [] : ordersOf(list.toSpliced(at, 1))) yield [first, ...rest];
}

async function findsRight(t: ExecutionContext, blobs: Blobs): Promise<void> {
  for (const order of ordersOf(Object.entries(blobs))) {
    const found = await createLayerDescriptors(engineWith(order)).find('image', [layer]);
    t.deepEqual(
      found.map(({ digest }) => digest),
      ['sha256:right'],
      order.map(([name]) => name).join(),
    );
  }
}

test('a provenance manifest with one layer is not that of an image with one', findsRight, {
  top: index('image', 'provenance'),
  image: manifest('image-config', 'right'),
  'image-config': config(layer),
  provenance: manifest('provenance-config', 'statement'),
  'provenance-config': config('sha256:statement'),
});

test('the manifest of another platform has other layers, as many as they are', findsRight, {
  top: index('amd64', 'arm64'),
  arm64: manifest('arm64-config', 'wrong'),
  'arm64-config': config('sha256:other'),
  amd64: manifest('amd64-config', 'right'),
  'amd64-config': config(layer),
});

test('a layer that begins like JSON is a layer', findsRight, {
  right: '{.txt\0 and so on',
  image: manifest('image-config', 'right'),
  'image-config': config(layer),
});

test('an archive without the manifest is an error', async (t) => {
  const descriptors = createLayerDescriptors(engineWith([['image', manifest('image-config', 'wrong')]]));
  await t.throwsAsync(descriptors.find('image', [layer]), { message: /the archive of image has none$/ });
});
