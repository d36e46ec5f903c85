import { fieldOf, splitStanzas, type NamedVersion, type PackageReader } from './package-reader.js';

const path = /^\/var\/lib\/dpkg\/(?:status|status\.d\/(?![^/]*\.md5sums$)[^/]+)$/;

/** dpkg's database (deb-control(5)); images without dpkg keep one file a package in status.d. */
export const readApt: PackageReader = {
  manager: 'apt',
  candidates: path,
  places: path,
  limit: 64 << 20,
  read: (text) => splitStanzas(text).flatMap(readPackage),
};

function readPackage(stanza: string): NamedVersion[] {
  const [name, version] = [fieldOf(stanza, 'Package'), fieldOf(stanza, 'Version')];
  const state = fieldOf(stanza, 'Status')?.split(' ').at(-1);
  if (name === undefined || version === undefined) return [];
  // Removed, and only its configuration is left.
  if (state === 'config-files' || state === 'not-installed') return [];
  // As dpkg lists those that may be there for several machines at once.
  const isNamedWithMachine = fieldOf(stanza, 'Multi-Arch') === 'same';
  const machine = isNamedWithMachine ? `:${fieldOf(stanza, 'Architecture') ?? ''}` : '';
  return [{ name: `${name}${machine}`, version }];
}
