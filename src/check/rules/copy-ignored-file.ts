import { readGitUrl } from '../../syntax/values/git-url.js';
import { expandAt } from '../expand-at.js';
import { pageOf, spotAt, type Rule, type Spot, type Subject } from '../rule.js';
import type { Visit } from '../visit-stages.js';

/** A source that the ignore file hides, by its name alone; wildcards are not looked into. */
export const copyIgnoredFile: Rule = {
  name: 'CopyIgnoredFile',
  address: pageOf('copy-ignored-file'),
  severity: 'warning',
  find: (subject) => subject.visits.flatMap((visit) => findIgnored(visit, subject)),
};

function findIgnored(visit: Visit, { isIgnored, tree }: Subject): Spot[] {
  const { instruction } = visit;
  if (isIgnored === undefined || (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD')) return [];
  if (instruction.flags.some(({ name, value }) => name === 'from' && value !== '')) return [];
  const { keyword, sources } = instruction;
  return sources.flatMap((source) => {
    if (source.type === 'heredoc') return [];
    const path = expandAt(visit, source.word.text, tree)?.value;
    if (path === undefined || isRemote(path) || !isIgnored(cleanPath(path))) return [];
    const text = `${keyword} of \`${path}\`, which the ignore file keeps out of the build context`;
    const hint = 'take the rule out of the ignore file, or add an exception below it';
    return [spotAt(visit, source.word.range, { text, hint: `${hint}: \`!${cleanPath(path)}\`` })];
  });
}

const isRemote = (path: string): boolean => /^https?:\/\//.test(path) || readGitUrl(path) !== undefined;

/** Go's filepath.Clean: `.` and double slashes go, `..` takes a folder back; the empty path is `.`. */
function cleanPath(path: string): string {
  const isAbsolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isAbsolute) kept.push(part);
  }
  const clean = kept.join('/');
  if (isAbsolute) return `/${clean}`;
  return clean === '' ? '.' : clean;
}
