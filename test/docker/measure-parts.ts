// What of some layers is seen no more: counted over layers as they are written down.
import test from 'ava';
import type { ListedEntry } from '../../src/docker/images/join-layers/layer-tree.js';
import { measureParts } from '../../src/docker/images/join-layers/measure-layers.js';
import { plain } from '../helpers/plain-entries.js';

/** `path=5` a file of so many bytes, `path/` a folder; whiteouts as they are called. */
const layer = (text: string): readonly ListedEntry[] =>
  text.split(' ').map((word, at): ListedEntry => {
    if (word.endsWith('/')) return { ...plain, at, path: word.slice(0, -1), type: 'directory' };
    const [path = '', size = '0'] = word.split('=');
    return { ...plain, at, path, type: 'file', size: Number(size) };
  });

const measure = (layers: readonly string[], firstLayers: readonly number[]): string[] =>
  measureParts(layers.map(layer), firstLayers).map(
    ({ bytes, wastedBytes }) => `${String(wastedBytes)} of ${String(bytes)}`,
  );

test('bytes that a higher layer overwrites or deletes are those of the layer that holds them', (t) => {
  t.deepEqual(measure(['a=5 d/ d/b=7', 'a=6', 'd/.wh.b'], [0, 1, 2]), ['12 of 12', '0 of 6', '0 of 0']);
});

test('a folder that is deleted takes all in it along', (t) => {
  t.deepEqual(measure(['d/ d/e/ d/e/x=3 d/y=4 z=9', '.wh.d'], [0, 1]), ['7 of 16', '0 of 0']);
  t.deepEqual(measure(['d/ d/x=3', 'd/ d/.wh..wh..opq d/y=1'], [0, 1]), ['3 of 3', '0 of 1']);
});

test('what layers of one part waste among themselves is not said to be wasted by steps', (t) => {
  t.deepEqual(measure(['a=5', 'a=6', 'b=1', '.wh.a'], [0, 2, 3]), ['6 of 11', '0 of 1', '0 of 0']);
});

test('nothing hidden is nothing wasted, and a part may have no layer', (t) => {
  t.deepEqual(measure(['a=5', 'b=6'], [0, 1, 2]), ['0 of 5', '0 of 6', '0 of 0']);
  t.deepEqual(measure(['a=5'], [0, 0]), ['0 of 0', '0 of 5']);
});
