// The golden files of fixtures/resume: a folder each, named for the one thing it shows.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './corpus.js';
import type { PlanRequest } from './plan-text.js';

export interface ResumeFixture {
  readonly name: string;
  readonly text: string;
  readonly cut: FixtureCut;
  /** The resumed file, and its form that keeps every line. */
  readonly expected: string;
  readonly expectedLines: string;
}

/** `cut.json` */
export interface FixtureCut {
  /** The line of the last instruction that is done. */
  readonly afterLine: number;
  readonly buildArguments?: Readonly<Record<string, string>>;
  readonly images?: PlanRequest['images'];
  /** Of both forms. */
  readonly notes?: readonly string[];
}

const folder = join(projectFolder, 'fixtures', 'resume');

export function readResumeFixtures(): ResumeFixture[] {
  return readdirSync(folder).map((name) => {
    const read = (file: string): string => readFileSync(join(folder, name, file), 'utf8');
    return {
      name,
      text: read('Dockerfile'),
      cut: JSON.parse(read('cut.json')) as FixtureCut,
      expected: read('expected.Dockerfile'),
      expectedLines: read('expected-lines.Dockerfile'),
    };
  });
}
