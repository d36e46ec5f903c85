import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import test, { type ExecutionContext } from 'ava';
import { layoutFolder, sharedLayoutFolder } from '../../src/cli/layout-folders.js';
import { processMark } from '../../src/cli/session-identity.js';
import { writeOciLayout } from '../../src/cli/write-oci-layout.js';
import type { FileEntries } from '../../src/engine/file-entry.js';
import type { ImageStore } from '../../src/engine/ports.js';
import { plain } from '../helpers/plain-entries.js';

async function* archive(ending?: Error): FileEntries {
  const files = { config: '{}', 'manifest.json': '[{"Config":"config","Layers":[]}]' };
  for (const [path, text] of Object.entries(files)) {
    const read = (): Readable => Readable.from([Buffer.from(text)]);
    await Promise.resolve();
    yield { ...plain, path, type: 'file', size: text.length, read };
    if (ending !== undefined) throw ending;
  }
}

const holding = (ending?: Error): Pick<ImageStore, 'save'> => ({
  save: () => Promise.resolve(archive(ending)),
});

/** With a layout that a build may be reading. */
async function makeFolder(t: ExecutionContext): Promise<{ parent: string; folder: string }> {
  const parent = await mkdtemp(join(tmpdir(), 'refrom-layouts-'));
  t.teardown(() => rm(parent, { recursive: true, force: true }));
  const folder = join(parent, 'image');
  await mkdir(folder);
  await writeFile(join(folder, 'index.json'), 'former');
  return { parent, folder };
}

test('a layout takes the place of the former one, and nobody else can read it', async (t) => {
  const { parent, folder } = await makeFolder(t);
  t.is(await writeOciLayout(holding(), 'x', folder), `oci-layout://${folder}:checkpoint`);
  t.is((await stat(folder)).mode & 0o777, 0o700);
  t.deepEqual((await readdir(folder)).sort(), ['blobs', 'index.json', 'oci-layout']);
  const config = createHash('sha256').update('{}').digest('hex');
  t.true((await readdir(join(folder, 'blobs/sha256'))).includes(config));
  t.deepEqual(await readdir(parent), ['image']);
});

test('what cannot be written as a whole leaves the former one as it was', async (t) => {
  const { parent, folder } = await makeFolder(t);
  await t.throwsAsync(writeOciLayout(holding(new Error('lost')), 'x', folder), { message: 'lost' });
  t.is(await readFile(join(folder, 'index.json'), 'utf8'), 'former');
  t.deepEqual(await readdir(parent), ['image']);
});

test('several at once leave one of them', async (t) => {
  const { parent, folder } = await makeFolder(t);
  await Promise.all([1, 2, 3].map(() => writeOciLayout(holding(), 'x', folder)));
  t.deepEqual(await readdir(parent), ['image']);
});

test('a build that is executed at once has a folder of its own', (t) => {
  t.is(layoutFolder('x'), `${sharedLayoutFolder('x')}-${processMark()}`);
  t.not(sharedLayoutFolder('x'), sharedLayoutFolder('y'));
});
