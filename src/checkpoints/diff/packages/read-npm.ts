import type { PackageReader } from './package-reader.js';

/** Packages of the global folder, `<prefix>/lib/node_modules`, and not what they have in theirs. */
const path = /^(?:(?!\/node_modules\/).)*\/lib\/node_modules\/(?:@[^/]+\/)?[^/@][^/]*\/package\.json$/;

export const readNpm: PackageReader = {
  manager: 'npm',
  candidates: path,
  places: path,
  limit: 4 << 20,
  read: (text) => {
    const { name, version } = parse(text);
    return typeof name === 'string' && typeof version === 'string' ? [{ name, version }] : [];
  },
};

function parse(text: string): { readonly name?: unknown; readonly version?: unknown } {
  try {
    return (JSON.parse(text) as object | null) ?? {};
  } catch {
    return {};
  }
}
