import test from 'ava';
import fc from 'fast-check';
import {
  allBound,
  bind,
  bindingsOf,
  boundSince,
  boundTo,
  createBoundReader,
  isBound,
  isEmpty,
  latestBound,
  type Bindings,
} from '../../../src/plan/state/bindings.js';
import { propertyRuns } from '../../helpers/property-runs.js';

const names = ['A', 'B', 'C', '__proto__', 'constructor'];
/** From which of the maps made so far another one grows, and by what. */
const growth = fc.tuple(fc.nat(), fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(9)), { maxLength: 3 }));
interface Grown {
  readonly bindings: Bindings<string, number>;
  readonly entries: readonly (readonly [string, number])[];
  readonly parent: number | undefined;
}

/** Each map grows from any of those before it, so that they branch. */
function growAll(growths: readonly [number, [string, number][]][]): Grown[] {
  const all: Grown[] = [{ bindings: bindingsOf(), entries: [], parent: undefined }];
  for (const [at, added] of growths) {
    const parent = at % all.length;
    const { bindings, entries } = all[parent]!;
    all.push({ bindings: bind(bindings, added), entries: [...entries, ...added], parent });
  }
  return all;
}

test('whatever grows from a map, each is what Map makes of the same entries', (t) => {
  fc.assert(
    fc.property(fc.array(growth, { maxLength: 12 }), (growths) => {
      for (const { bindings, entries } of growAll(growths)) {
        const expected = new Map(entries);
        t.deepEqual([...allBound(bindings)], [...expected]);
        t.is(isEmpty(bindings), expected.size === 0);
        for (const name of names) {
          t.is(boundTo(bindings, name), expected.get(name));
          t.is(isBound(bindings, name), expected.has(name));
        }
        t.deepEqual(latestBound(bindings, 2), entries.slice(-2));
      }
    }),
    propertyRuns(200),
  );
});

test('what was bound since the map it grew from', (t) => {
  fc.assert(
    fc.property(fc.array(growth, { maxLength: 12 }), (growths) => {
      const all = growAll(growths);
      for (const { bindings, entries, parent } of all) {
        const earlier = all[parent ?? 0]!;
        t.deepEqual(
          [...boundSince(bindings, earlier.bindings)],
          [...new Map(entries.slice(earlier.entries.length))],
        );
      }
    }),
    propertyRuns(200),
  );
});

test('of a map that has nothing to do with another one everything is new', (t) => {
  t.deepEqual([...boundSince(bindingsOf([['A', 1]]), bindingsOf([['A', 1]]))], [['A', 1]]);
});

test('a reader gives what each map has beside those it has read', (t) => {
  fc.assert(
    fc.property(fc.array(growth, { maxLength: 12 }), (growths) => {
      const read = createBoundReader<string, number>();
      const all = growAll(growths);
      const given = all.flatMap(({ bindings }) => read(bindings));
      const bound = growths.flatMap(([, entries]) => entries);
      const sorted = (entries: readonly (readonly [string, number])[]): string[] =>
        entries.map(String).sort();
      t.deepEqual(sorted(given), sorted(bound));
    }),
    propertyRuns(200),
  );
});
