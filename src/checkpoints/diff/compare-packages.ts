import type { InstalledPackage } from './packages/collect-packages.js';
import type { PackageManager } from './packages/package-reader.js';

export interface PackageChange {
  readonly manager: PackageManager;
  readonly name: string;
  /** Its version; several with commas between, where it is there several times; undefined where it is not. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Sorted by manager and name. */
export function comparePackages(
  before: readonly InstalledPackage[],
  after: readonly InstalledPackage[],
): readonly PackageChange[] {
  const [former, latter] = [groupVersions(before), groupVersions(after)];
  const keys = [...new Set([...former.keys(), ...latter.keys()])].sort();
  return keys.flatMap((key) => {
    const [one, other] = [former.get(key), latter.get(key)];
    const named = one ?? other;
    if (named === undefined || describe(one) === describe(other)) return [];
    const { manager, name } = named;
    return [{ manager, name, before: describe(one), after: describe(other) }];
  });
}

interface Versions {
  readonly manager: PackageManager;
  readonly name: string;
  readonly versions: Set<string>;
}

function groupVersions(packages: readonly InstalledPackage[]): ReadonlyMap<string, Versions> {
  const groups = new Map<string, Versions>();
  for (const { manager, name, version } of packages) {
    const key = `${manager} ${comparableName(manager, name)}`;
    const group = groups.get(key) ?? { manager, name, versions: new Set() };
    group.versions.add(version);
    groups.set(key, group);
  }
  return groups;
}

/** Python takes several spellings of a name for one (PEP 503). */
const comparableName = (manager: PackageManager, name: string): string =>
  manager === 'pip' ? name.toLowerCase().replaceAll(/[-_.]+/g, '-') : name;

const describe = (group: Versions | undefined): string | undefined =>
  group === undefined ? undefined : [...group.versions].sort().join(', ');
