// Installed packages, out of the files in which package managers keep them, while these are read for other reasons.
import type { NamedVersion, PackageManager, PackageReader } from './package-reader.js';
import { readApk } from './read-apk.js';
import { readApt } from './read-apt.js';
import { readNpm } from './read-npm.js';
import { readPip } from './read-pip.js';

export interface InstalledPackage extends NamedVersion {
  readonly manager: PackageManager;
}

export interface PackageCollector {
  /** Where the file lists packages: what is to be given each piece of its content. */
  open(path: string, size: number): ((piece: Uint8Array) => void) | undefined;
  /** `path` is another name of the file at `target`, which came before. */
  link(path: string, target: string): void;
  finish(): { readonly packages: readonly InstalledPackage[]; readonly notes: readonly string[] };
}

const readers: readonly PackageReader[] = [readApt, readApk, readPip, readNpm];

interface Candidate {
  readonly reader: PackageReader;
  readonly pieces: Uint8Array[];
}

export function createPackageCollector(): PackageCollector {
  const found = new Map<string, readonly InstalledPackage[]>();
  const notes: string[] = [];
  let open: (Candidate & { readonly path: string }) | undefined;
  const settle = (): void => {
    if (open !== undefined) found.set(open.path, parse(open));
    open = undefined;
  };
  return {
    open: (path, size) => {
      settle();
      const reader = readers.find(({ candidates }) => candidates.test(path));
      if (reader === undefined) return undefined;
      if (size > reader.limit && reader.isHead !== true) {
        notes.push(`packages of ${reader.manager} are not read: ${path} has ${String(size)} bytes`);
        return undefined;
      }
      open = { reader, pieces: [], path };
      return collectInto(open);
    },
    link: (path, target) => {
      settle();
      const known = found.get(target);
      if (known !== undefined) found.set(path, known);
    },
    finish: () => {
      settle();
      const packages = [...found].flatMap(([path, each]) => (isPlace(path) ? each : []));
      return { packages, notes };
    },
  };
}

function collectInto({ reader, pieces }: Candidate): (piece: Uint8Array) => void {
  let length = 0;
  return (piece) => {
    if (length >= reader.limit) return;
    // The piece is a part of a chunk, which would be held with it.
    pieces.push(Uint8Array.from(piece));
    length += piece.length;
  };
}

function parse({ reader, pieces }: Candidate): readonly InstalledPackage[] {
  const { manager } = reader;
  return reader
    .read(Buffer.concat(pieces).toString())
    .map(({ name, version }) => ({ manager, name, version }));
}

const isPlace = (path: string): boolean => readers.some(({ places }) => places.test(path));
