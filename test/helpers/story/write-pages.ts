import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../corpus.js';
import type { StoryFixture } from './read-stories.js';
import { renderIndex } from './render-index.js';
import { renderPage } from './render-page.js';

export const pagesFolder = join(projectFolder, 'docs', 'stories');
export const indexFile = join(projectFolder, 'docs', 'stories.md');

export async function writePage(fixture: StoryFixture): Promise<void> {
  await mkdir(pagesFolder, { recursive: true });
  await writeFile(join(pagesFolder, `${fixture.name}.md`), renderPage(fixture));
}

export const writeIndex = (fixtures: readonly StoryFixture[]): Promise<void> =>
  writeFile(indexFile, renderIndex(fixtures));
