// The stories of fixtures/stories, each played in a real terminal on a real engine. REFROM_STORIES=write writes their
// golden screens and pages instead of comparing them.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import test from 'ava';
import pLimit from 'p-limit';
import { playStory } from '../helpers/story/play-story.js';
import { readStories, storiesFolder, type StoryFixture } from '../helpers/story/read-stories.js';
import { writeIndex, writePage } from '../helpers/story/write-pages.js';

const isWriting = process.env.REFROM_STORIES === 'write';
/** As many as ava takes files at a time. */
const limit = pLimit(2);
const stories = readStories();

for (const fixture of stories) {
  test(fixture.story.title, (t) =>
    limit(async () => {
      const screens = await playStory(t, fixture, isWriting);
      if (isWriting) await write({ ...fixture, screens });
      t.pass();
    }),
  );
}

if (isWriting) test.after(() => writeIndex(stories));

async function write(fixture: StoryFixture): Promise<void> {
  const folder = join(storiesFolder, fixture.name, 'screens');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  for (const [name, screen] of fixture.screens) await writeFile(join(folder, `${name}.txt`), screen);
  await writePage(fixture);
}
