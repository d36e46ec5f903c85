// `refrom checkpoints diff --format json`: everything, in the same order as the text.
import type { ConfigurationChange } from '../checkpoints/diff/compare-configurations.js';
import type { FileChange } from '../checkpoints/diff/compare-files.js';
import type { PackageChange } from '../checkpoints/diff/compare-packages.js';
import type { StateDifference } from '../checkpoints/diff/compare-states.js';
import type { FileFacts } from '../checkpoints/diff/file-facts.js';

/** One object; what was not there before, or is not there after, is null. */
export function formatDifferenceJson(difference: StateDifference): string {
  const { before, after, files, packages, configuration, notes } = difference;
  const found = {
    before,
    after,
    files: files.map(fileOf),
    packages: packages.map(withNulls),
    configuration: configuration.map(withNulls),
    notes,
  };
  return `${JSON.stringify(found, null, 2)}\n`;
}

function fileOf(change: FileChange): object {
  const { path } = change;
  const before = change.change === 'added' ? null : factsOf(change.before);
  const after = change.change === 'deleted' ? null : factsOf(change.after);
  const aspects = change.change === 'changed' ? { aspects: change.aspects } : {};
  return { path, change: change.change, ...aspects, before, after };
}

/** The mode as people write it; attributes are bytes, which nobody reads. */
function factsOf({ mode, digest, attributes: _, ...facts }: FileFacts): object {
  const sha256 = digest === undefined ? {} : { sha256: Buffer.from(digest, 'base64').toString('hex') };
  return { ...facts, mode: mode.toString(8).padStart(4, '0'), ...sha256 };
}

const withNulls = (change: PackageChange | ConfigurationChange): object => ({
  ...change,
  before: change.before ?? null,
  after: change.after ?? null,
});
