// What instructions give names to, one after the other: an ordered map that is never changed. To bind is to make another
// one, and the two share what they have in common, so that thousands of ENV lines do not hold each value thousands of times.

import { lastBelow } from '../binary-search.js';

/**
 * Maps that grew from one another share one log, and each is the log up to its own length. That is nothing to compare or to
 * write down as it is: it holds what later maps have too. See `allBound`.
 */
export interface Bindings<Name, Value> {
  readonly log: Log<Name, Value>;
  readonly length: number;
}

/** Only ever grows: what a map has of it stays as it is. */
interface Log<Name, Value> {
  readonly entries: Binding<Name, Value>[];
  /** Where in the log each name stands, in ascending order. */
  readonly places: Map<Name, number[]>;
  /** What a log begins with that branched off from another one. */
  readonly base?: Bindings<Name, Value>;
}

type Binding<Name, Value> = readonly [name: Name, value: Value];

export const bindingsOf = <Name, Value>(
  entries: readonly Binding<Name, Value>[] = [],
): Bindings<Name, Value> =>
  bind({ log: { entries: [], places: new Map<Name, number[]>() }, length: 0 }, entries);

/** In time that goes with the number of entries given. A name keeps the place at which it was first bound. */
export function bind<Name, Value>(
  bindings: Bindings<Name, Value>,
  entries: readonly Binding<Name, Value>[],
): Bindings<Name, Value> {
  if (entries.length === 0) return bindings;
  const isNewest = bindings.log.entries.length === bindings.length;
  const log = isNewest ? bindings.log : { entries: [], places: new Map<Name, number[]>(), base: bindings };
  for (const entry of entries) {
    const places = log.places.get(entry[0]);
    if (places === undefined) log.places.set(entry[0], [log.entries.length]);
    else places.push(log.entries.length);
    log.entries.push(entry);
  }
  return { log, length: log.entries.length };
}

/** In the time of a binary search, in each of the logs that branched off from one another. */
export function boundTo<Name, Value>(bindings: Bindings<Name, Value>, name: Name): Value | undefined {
  for (let at: Bindings<Name, Value> | undefined = bindings; at !== undefined; at = at.log.base) {
    const place = lastBelow(at.log.places.get(name), at.length);
    if (place !== undefined) return at.log.entries[place]?.[1];
  }
  return undefined;
}

/** The last of all values that the name was bound to which is such a one. */
export function lastBoundTo<Name, Value>(
  bindings: Bindings<Name, Value>,
  name: Name,
  isSuch: (value: Value) => boolean,
): Value | undefined {
  for (let at: Bindings<Name, Value> | undefined = bindings; at !== undefined; at = at.log.base) {
    const { log, length } = at;
    const place = log.places.get(name)?.findLast((each) => {
      const value = each < length ? log.entries[each]?.[1] : undefined;
      return value !== undefined && isSuch(value);
    });
    if (place !== undefined) return log.entries[place]?.[1];
  }
  return undefined;
}

export const isBound = <Name>(bindings: Bindings<Name, unknown>, name: Name): boolean =>
  boundTo(bindings, name) !== undefined;

export const isEmpty = (bindings: Bindings<unknown, unknown>): boolean => countBound(bindings) === 0;

/** A name counts as often as it was bound. */
export function countBound(bindings: Bindings<unknown, unknown>): number {
  let count = 0;
  for (let at: typeof bindings | undefined = bindings; at !== undefined; at = at.log.base) count += at.length;
  return count;
}

/** Everything, in the order in which the names were first bound; in time that goes with all that was ever bound. */
export const allBound = <Name, Value>(bindings: Bindings<Name, Value>): ReadonlyMap<Name, Value> =>
  new Map(entriesAfter(bindings, undefined));

/** Of what was bound last, so many entries; a name may be among them several times. */
export function latestBound<Name, Value>(
  bindings: Bindings<Name, Value>,
  most: number,
): Binding<Name, Value>[] {
  const found: Binding<Name, Value>[] = [];
  for (let at: Bindings<Name, Value> | undefined = bindings; at !== undefined; at = at.log.base) {
    const first = Math.max(0, at.length - (most - found.length));
    found.unshift(...at.log.entries.slice(first, at.length));
    if (found.length === most) break;
  }
  return found;
}

/**
 * What was bound on the way from an earlier map; of one that branched off, from where it did on; everything where the two
 * have nothing in common.
 */
export const boundSince = <Name, Value>(
  bindings: Bindings<Name, Value>,
  earlier: Bindings<Name, Value>,
): ReadonlyMap<Name, Value> => new Map(entriesAfter(bindings, earlier));

function entriesAfter<Name, Value>(
  bindings: Bindings<Name, Value>,
  earlier: Bindings<Name, Value> | undefined,
): Binding<Name, Value>[] {
  const parts: Binding<Name, Value>[][] = [];
  let at: Bindings<Name, Value> | undefined = bindings;
  while (at !== undefined && at.log !== earlier?.log) {
    parts.push(at.log.entries.slice(0, at.length));
    at = at.log.base;
  }
  if (at !== undefined) parts.push(at.log.entries.slice(earlier?.length, at.length));
  return parts.reverse().flat();
}

/** Gives, of each map it is asked about, what it has not given before; maps that share a log are asked about in their order. */
export function createBoundReader<Name, Value>(): (
  bindings: Bindings<Name, Value>,
) => readonly Binding<Name, Value>[] {
  const given = new Map<Log<Name, Value>, number>();
  return (bindings) => {
    const parts: Binding<Name, Value>[][] = [];
    for (let at: Bindings<Name, Value> | undefined = bindings; at !== undefined; at = at.log.base) {
      const known = given.get(at.log);
      if (known === undefined || known < at.length) {
        parts.push(at.log.entries.slice(known ?? 0, at.length));
        given.set(at.log, at.length);
      }
      // What a log branched off from was given with its first entries.
      if (known !== undefined) break;
    }
    return parts.reverse().flat();
  };
}
