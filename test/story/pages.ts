// docs/stories is what the stories and their golden screens say; the screens are held against the program elsewhere.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { readStories, screenNames } from '../helpers/story/read-stories.js';
import { renderIndex } from '../helpers/story/render-index.js';
import { renderPage } from '../helpers/story/render-page.js';
import { indexFile, pagesFolder } from '../helpers/story/write-pages.js';

const stories = readStories();
const advice =
  'REFROM_STORIES=write scripts/with-engine -- npx ava test/terminal/stories.ts writes pages anew';

test('each story has its page, and there is no other page', (t) => {
  t.deepEqual(readdirSync(pagesFolder).sort(), stories.map(({ name }) => `${name}.md`).sort());
  t.is(readFileSync(indexFile, 'utf8'), renderIndex(stories), advice);
});

test('each golden screen belongs to its story, once', (t) => {
  for (const { name, story, screens } of stories)
    t.deepEqual([...screens.keys()], [...screenNames(story)].sort(), name);
});

test('stories have titles of their own', (t) => {
  const titles = stories.map(({ story }) => story.title);
  t.is(new Set(titles).size, titles.length);
});

for (const fixture of stories) {
  test(`the page ${fixture.name} says what its story says`, (t) => {
    t.is(readFileSync(join(pagesFolder, `${fixture.name}.md`), 'utf8'), renderPage(fixture), advice);
  });
}
