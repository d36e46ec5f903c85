import { fieldOf, splitStanzas, type PackageReader } from './package-reader.js';

const path = /^\/(?:usr\/)?lib\/apk\/db\/installed$/;

/** apk's database: P is the name and V the version (apk-tools v2; version 3 keeps it below /usr). */
export const readApk: PackageReader = {
  manager: 'apk',
  candidates: path,
  places: path,
  limit: 64 << 20,
  read: (text) =>
    splitStanzas(text).flatMap((stanza) => {
      const [name, version] = [fieldOf(stanza, 'P'), fieldOf(stanza, 'V')];
      return name === undefined || version === undefined ? [] : [{ name, version }];
    }),
};
