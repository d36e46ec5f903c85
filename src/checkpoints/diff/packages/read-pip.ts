import { fieldOf, splitStanzas, type PackageReader } from './package-reader.js';

/** The head of a distribution's metadata; the rest is its description (Python's core metadata specification). */
export const readPip: PackageReader = {
  manager: 'pip',
  candidates: /\/[^/]+\.(?:dist-info\/METADATA|egg-info\/PKG-INFO|egg-info)$/,
  // What other packages bring along for themselves lies deeper.
  places: /\/(?:site|dist)-packages\/[^/]+\.(?:dist-info\/METADATA|egg-info\/PKG-INFO|egg-info)$/,
  limit: 64 << 10,
  isHead: true,
  read: (text) => {
    const [head = ''] = splitStanzas(text);
    const [name, version] = [fieldOf(head, 'Name'), fieldOf(head, 'Version')];
    return name === undefined || version === undefined ? [] : [{ name, version }];
  },
};
