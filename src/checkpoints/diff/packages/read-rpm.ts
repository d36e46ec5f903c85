// rpm keeps its packages in a database that only rpm reads: it is asked, in a container of the image.
import type { FileFacts } from '../file-facts.js';
import type { InstalledPackage } from './collect-packages.js';

const databases = ['/var/lib/rpm', '/usr/lib/sysimage/rpm'].flatMap((folder) =>
  ['rpmdb.sqlite', 'Packages.db', 'Packages'].map((name) => `${folder}/${name}`),
);

const program = '/usr/bin/rpm';

export const rpmCommand: readonly string[] = [
  program,
  '-qa',
  '--queryformat',
  String.raw`%{NAME}\t%{VERSION}-%{RELEASE}\t%{ARCH}\n`,
];

/** Undefined where there is no database of rpm's; `isReadable` if rpm is there to be asked. */
export function findRpm(files: ReadonlyMap<string, FileFacts>): { readonly isReadable: boolean } | undefined {
  const hasDatabase = databases.some((path) => (files.get(path)?.size ?? 0) > 0);
  return hasDatabase ? { isReadable: files.has(program) } : undefined;
}

/** What `rpmCommand` printed. Keys of repositories are in the database too, and no packages. */
export function readRpm(output: string): readonly InstalledPackage[] {
  return output.split('\n').flatMap((line) => {
    const [name = '', version, machine] = line.split('\t');
    if (version === undefined || name === 'gpg-pubkey') return [];
    const suffix = machine === undefined || machine === '(none)' ? '' : `.${machine}`;
    return [{ manager: 'rpm' as const, name, version: `${version}${suffix}` }];
  });
}
