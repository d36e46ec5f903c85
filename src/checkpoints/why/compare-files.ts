import type { FilesReason, Names } from '../../session/step-reason.js';
import type { FileListing } from './run-record.js';

const longest = 10;

/** Undefined where nothing differs, so that what differs is not in the listings. */
export function compareFiles(
  before: FileListing,
  after: FileListing,
  isIgnored: (path: string) => boolean,
): FilesReason | undefined {
  const gone = Object.keys(before).filter((path) => !Object.hasOwn(after, path));
  const added = Object.keys(after).filter((path) => !Object.hasOwn(before, path));
  const changed = Object.keys(after).filter(
    (path) => Object.hasOwn(before, path) && before[path] !== after[path],
  );
  if (gone.length + added.length + changed.length === 0) return undefined;
  return {
    type: 'files',
    added: namesOf(added),
    changed: namesOf(changed),
    removed: namesOf(gone.filter((path) => !isIgnored(path))),
    ignored: namesOf(gone.filter(isIgnored)),
  };
}

const namesOf = (paths: readonly string[]): Names => ({
  names: paths.toSorted().slice(0, longest),
  count: paths.length,
});
