// The corpus of real Dockerfiles beside the project. Where it is absent, its tests skip and say so.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'ava';

/** The project's folder; tests run compiled from build/compiled. */
export const projectFolder = resolve(import.meta.dirname, '../../../..');

const folder = process.env.REFROM_CORPUS ?? resolve(projectFolder, '../shared/corpus');

/** BuildKit's own test data, by its path below frontend/dockerfile. */
export const buildkitPath = (path: string): string => join(folder, 'buildkit/frontend/dockerfile', path);

export const isCorpusPresent = existsSync(join(folder, 'files')) && existsSync(buildkitPath('parser'));

/** `test`, or a skipping one with the reason in its title's place. */
export const testWithCorpus = isCorpusPresent ? test : test.skip;

if (!isCorpusPresent)
  console.log(`# no corpus at ${folder}: its tests are skipped (REFROM_CORPUS names another place)`);

export interface CorpusFile {
  readonly path: string;
  readonly text: string;
}

/** All Dockerfiles of the corpus, ignore files and licences left out. */
export function readCorpus(): CorpusFile[] {
  const files = join(folder, 'files');
  return readdirSync(files, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/ignore$|^LICENSE|^COPYING|^NOTICE/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: path.slice(files.length + 1), text: readFileSync(path, 'utf8') }));
}
