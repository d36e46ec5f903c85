// What `docker build` makes is the judge: the same configuration and the same files.
import { cp, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import test from 'ava';
import { inspectImage, removeRepository } from '../helpers/engine-images.js';
import { differences, readExport } from '../helpers/exported-tree.js';
import { docker, endOf, imageName, refrom, tryDocker } from '../helpers/refrom.js';

const fixtures = resolve(import.meta.dirname, '../../../../fixtures/parity');

/** Times of a checkout are those of the checkout; BuildKit keeps a file's time. */
async function ageFiles(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await ageFiles(path);
    await utimes(path, 1_000_000_000, 1_000_000_000);
  }
}

const sameImage = test.macro(async (t, name: string, ...flags: string[]) => {
  const folder = await mkdtemp(join(tmpdir(), `refrom-parity-`));
  t.teardown(async () => {
    await removeRepository(`refrom/${basename(folder).toLowerCase()}`);
    await rm(folder, { recursive: true, force: true });
  });
  await cp(join(fixtures, name), folder, { recursive: true });
  await ageFiles(folder);
  const [theirs, ours] = [
    imageName(t, `theirs-${name}${flags.length}`),
    imageName(t, `ours-${name}${flags.length}`),
  ];
  await docker('build', '--no-cache', '-t', theirs, folder);
  const { exitCode, stderr } = await refrom(['build', ...flags, '-t', ours, folder]);
  t.is(exitCode, 0, endOf(stderr));
  const [expected, actual] = await Promise.all([inspectImage(theirs), inspectImage(ours)]);
  t.deepEqual(actual.Config, expected.Config);
  t.is(actual.Author, expected.Author);
  t.deepEqual(differences(await files(theirs), await files(ours)), []);
});

async function files(image: string): ReturnType<typeof readExport> {
  const id = (await docker('create', image, 'x')).trim();
  try {
    return await readExport(['export', id]);
  } finally {
    await tryDocker('rm', '-f', '-v', id);
  }
}

for (const { name } of (await readdir(fixtures, { withFileTypes: true })).filter((each) =>
  each.isDirectory(),
)) {
  test.serial(`${name}: the image of docker build, in few layers`, sameImage, name);
  test(
    `${name}: the image of docker build, a checkpoint at every step`,
    sameImage,
    name,
    '--checkpoint',
    'every',
  );
}
