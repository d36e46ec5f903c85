// The stories of fixtures/stories: a folder each, with story.md, the files of its project, and its golden screens.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../corpus.js';
import { readStory } from './read-story.js';
import type { Story } from './story.js';

export interface StoryFixture {
  /** Of its folder and of its page. */
  readonly name: string;
  readonly story: Story;
  /** Of the project, by their paths. */
  readonly files: ReadonlyMap<string, string>;
  /** The golden screens, by their names. */
  readonly screens: ReadonlyMap<string, string>;
}

export const storiesFolder = join(projectFolder, 'fixtures', 'stories');

export function readStories(): readonly StoryFixture[] {
  return readdirSync(storiesFolder).sort().map(readFixture);
}

function readFixture(name: string): StoryFixture {
  const folder = join(storiesFolder, name);
  const screens = [...readFolder(join(folder, 'screens'))];
  return {
    name,
    story: tellWhere(name, () => readStory(readFileSync(join(folder, 'story.md'), 'utf8'))),
    files: readFolder(join(folder, 'project')),
    screens: new Map(screens.map(([path, text]) => [path.replace(/\.txt$/, ''), text])),
  };
}

function tellWhere<Result>(name: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new Error(`fixtures/stories/${name}/story.md: ${String(error)}`, { cause: error });
  }
}

function readFolder(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')] as const),
  );
}

/** Every `screen` of a story, in its order. */
export const screenNames = ({ blocks }: Story): readonly string[] =>
  blocks
    .flatMap((block) => (block.type === 'actions' ? block.actions : []))
    .flatMap((action) => (action.type === 'screen' ? [action.name] : []));
