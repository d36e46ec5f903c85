// Real Dockerfiles on a real distribution: the same packages and the same configuration as docker build's.
import { readCorpus, testWithCorpus } from '../helpers/corpus.js';
import { inspectImage } from '../helpers/engine-images.js';
import { docker, endOf, imageName, makeProject, refrom, tryDocker, writeIn } from '../helpers/refrom.js';

for (const release of ['bookworm', 'trixie']) {
  testWithCorpus(`buildpack-deps ${release}: curl, then scm on top of it`, async (t) => {
    t.timeout(900_000);
    const bases = { theirs: `fixture/debian:${release}`, ours: `fixture/debian:${release}` };
    for (const variant of ['curl', 'scm']) {
      const original = findFile(`docker-library__buildpack-deps/debian/${release}/${variant}/Dockerfile`);
      const onto = (image: string): string => original.replace(/^FROM .*/m, `FROM ${image}`);
      const folder = await makeProject(t, { Dockerfile: onto(bases.theirs) });
      const images = {
        theirs: imageName(t, `theirs-${release}-${variant}`),
        ours: imageName(t, `ours-${release}-${variant}`),
      };
      await buildTheirs(images.theirs, folder);
      await writeIn(folder, 'Dockerfile', onto(bases.ours));
      const { exitCode, stderr } = await refrom(['build', '--retry', '2', '-t', images.ours, folder]);
      t.is(exitCode, 0, endOf(stderr));
      const packages = (image: string): Promise<string> => docker('run', '--rm', image, 'dpkg-query', '-W');
      t.is(await packages(images.ours), await packages(images.theirs));
      t.deepEqual((await inspectImage(images.ours)).Config, (await inspectImage(images.theirs)).Config);
      Object.assign(bases, images);
    }
  });
}

/** The mirror may be out of reach for a while. */
async function buildTheirs(image: string, folder: string): Promise<void> {
  for (let tries = 1; tries < 3; tries += 1)
    if ((await tryDocker('build', '-q', '-t', image, folder)).exitCode === 0) return;
  await docker('build', '-q', '-t', image, folder);
}

function findFile(path: string): string {
  const file = readCorpus().find((each) => each.path === path);
  if (file === undefined) throw new Error(`${path} is not in the corpus`);
  return file.text;
}
