// Two states of a build against each other: files, packages, configuration.
import {
  compareConfigurations,
  type ConfigurationChange,
  type ConfiguredImage,
} from './compare-configurations.js';
import { compareFiles, type FileChange } from './compare-files.js';
import { comparePackages, type PackageChange } from './compare-packages.js';
import type { FileSystemState } from './read-state.js';

export interface ComparedState {
  /** As the user may call it again. */
  readonly name: string;
  /** Undefined for what is no image of its own. */
  readonly image: (ConfiguredImage & { readonly id: string }) | undefined;
  readonly system: FileSystemState;
}

export interface StateDifference {
  readonly before: NamedState;
  readonly after: NamedState;
  readonly files: readonly FileChange[];
  readonly packages: readonly PackageChange[];
  readonly configuration: readonly ConfigurationChange[];
  /** What could not be compared, in sentences. */
  readonly notes: readonly string[];
}

export interface NamedState {
  readonly name: string;
  /** The image's ID; null for a wreck. */
  readonly image: string | null;
}

export function compareStates(before: ComparedState, after: ComparedState): StateDifference {
  const notes = [before, after].flatMap(({ name, image, system }) => [
    ...system.notes.map((note) => `${name}: ${note}`),
    ...(image === undefined ? [`${name}: the configuration of a wreck is not compared`] : []),
  ]);
  return {
    before: { name: before.name, image: before.image?.id ?? null },
    after: { name: after.name, image: after.image?.id ?? null },
    files: compareFiles(before.system.files, after.system.files),
    packages: comparePackages(before.system.packages, after.system.packages),
    configuration:
      before.image === undefined || after.image === undefined
        ? []
        : compareConfigurations(before.image, after.image),
    notes: [...new Set(notes)],
  };
}
