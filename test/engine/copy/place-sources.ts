import test from 'ava';
import type { Place } from '../../../src/engine/copy/find-place.js';
import { type CopySource, placeSources } from '../../../src/engine/copy/place-sources.js';

const file = (name: string): CopySource => ({ name, type: 'file' });
const folder = (name: string): CopySource => ({ name, type: 'directory' });
const missing = (path: string, existing = '/'): Place => ({ path, existing, type: 'missing' });
const there = (path: string, type: 'file' | 'directory'): Place => ({ path, existing: path, type });

/** `path`, the folders made before it, and `merged` for a folder that keeps what it is. */
const lands = test.macro(
  (t, sources: readonly CopySource[], before: Place, asFolder: boolean, expected: string[]) => {
    const { placements } = placeSources(sources, before, asFolder);
    const lines = placements.map(({ path, folders, merges }) =>
      [path, ...folders, ...(merges ? ['merged'] : [])].join(' '),
    );
    t.deepEqual(lines, expected);
  },
);

test('a file takes the name', lands, [file('f')], missing('/x'), false, ['/x']);
test('a file below missing folders', lands, [file('f')], missing('/x/y/z', '/x'), false, ['/x/y/z /x/y']);
test('a file to a missing folder', lands, [file('f')], missing('/x/y', '/'), true, ['/x/y/f /x /x/y']);
test('a file to a folder', lands, [file('f')], there('/x', 'directory'), false, ['/x/f']);
test('a file to the root', lands, [file('f')], there('/', 'directory'), true, ['/f']);
test('a file over a file', lands, [file('f')], there('/x', 'file'), false, ['/x']);
test('a folder to a missing name', lands, [folder('d')], missing('/x/y'), false, ['/x/y /x']);
test('a folder to a folder', lands, [folder('d')], there('/x', 'directory'), true, ['/x merged']);
test('the second folder finds the first', lands, [folder('d'), folder('e')], missing('/x'), false, [
  '/x',
  '/x merged',
]);
test('the second file finds the first', lands, [file('f'), file('g')], missing('/x'), false, ['/x', '/x']);
test('the second file finds the folder', lands, [file('f'), file('g')], missing('/x'), true, [
  '/x/f /x',
  '/x/g',
]);
test('a file after a folder', lands, [folder('d'), file('g')], missing('/x'), false, ['/x', '/x/g']);

const refused = test.macro(
  (t, sources: readonly CopySource[], before: Place, asFolder: boolean, message: RegExp) => {
    t.throws(() => placeSources(sources, before, asFolder), { name: 'EngineError', message });
  },
);

test(
  'a folder over a file',
  refused,
  [folder('d')],
  there('/x', 'file'),
  false,
  /"d" to \/x, which is a file/,
);
test('a folder after a file', refused, [file('f'), folder('d')], missing('/x'), false, /which is a file/);
test('a file for a folder', refused, [file('f')], there('/x', 'file'), true, /cannot make the directory \/x/);
test(
  'a file on the way',
  refused,
  [file('f')],
  { path: '/x/y', existing: '/x', type: 'blocked' },
  false,
  /\/x is a file/,
);
