// Hashes of file contents, each with what tells the version of the file that it is of; kept as bytes, since a context has
// tens of thousands, and to read and write them as text takes longer than to look at the files.
import type { Stats } from 'node:fs';

/** Of each file on the machine the last version alone is held. */
export interface FileHashes {
  /** SHA-256 (hex) of this version of the file. */
  find(stats: Stats): string | undefined;
  keep(stats: Stats, hash: string): void;
  /** What was found or kept here and nothing else; undefined where that is what was stored. */
  toBytes(): Uint8Array | undefined;
}

/** The change time is for programs that set times back. */
const numbersOf = ({ dev, ino, size, mtimeMs, ctimeMs }: Stats): readonly number[] => [
  dev,
  ino,
  size,
  mtimeMs,
  ctimeMs,
];

const numberBytes = 8;
const hashBytes = 32;
const hashOffset = 5 * numberBytes;
const rowBytes = hashOffset + hashBytes;

/** Rows of five numbers (doubles, little-endian) and a hash. `stored` is what `toBytes` gave; else it counts as nothing. */
export function createFileHashes(stored: Uint8Array = new Uint8Array()): FileHashes {
  const isWhole = stored.length % rowBytes === 0;
  let rows = isWhole ? Buffer.from(stored) : Buffer.alloc(0);
  let end = rows.length;
  let isChanged = !isWhole;
  const used = new Set<number>();
  const places = readPlaces(rows);
  const placeOf = ({ dev, ino }: Stats): number | undefined => places.get(dev)?.get(ino);
  const addPlace = ({ dev, ino }: Stats): number => {
    if (end === rows.length) rows = Buffer.concat([rows, Buffer.alloc(Math.max(rows.length, rowBytes))]);
    note(places, dev, ino, end);
    end += rowBytes;
    return end - rowBytes;
  };
  return {
    find: (stats) => {
      const place = placeOf(stats);
      if (place === undefined || !isVersion(rows, place, stats)) return undefined;
      used.add(place);
      return rows.toString('hex', place + hashOffset, place + rowBytes);
    },
    keep: (stats, hash) => {
      const place = placeOf(stats) ?? addPlace(stats);
      for (const [at, value] of numbersOf(stats).entries())
        rows.writeDoubleLE(value, place + at * numberBytes);
      rows.write(hash, place + hashOffset, 'hex');
      used.add(place);
      isChanged = true;
    },
    toBytes: () => {
      if (!isChanged && used.size * rowBytes === end) return undefined;
      return Buffer.concat([...used].map((place) => rows.subarray(place, place + rowBytes)));
    },
  };
}

type Places = Map<number, Map<number, number>>;

/** Where the row of each file begins: by device, then by inode. */
function readPlaces(rows: Buffer): Places {
  const places: Places = new Map();
  for (let place = 0; place < rows.length; place += rowBytes)
    note(places, rows.readDoubleLE(place), rows.readDoubleLE(place + numberBytes), place);
  return places;
}

function note(places: Places, device: number, inode: number, place: number): void {
  const onDevice = places.get(device);
  if (onDevice === undefined) places.set(device, new Map([[inode, place]]));
  else onDevice.set(inode, place);
}

const isVersion = (rows: Buffer, place: number, { size, mtimeMs, ctimeMs }: Stats): boolean =>
  rows.readDoubleLE(place + 2 * numberBytes) === size &&
  rows.readDoubleLE(place + 3 * numberBytes) === mtimeMs &&
  rows.readDoubleLE(place + 4 * numberBytes) === ctimeMs;
