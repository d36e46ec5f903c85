import test from 'ava';
import { type CheckpointMark, checkpointTag, writeMark } from '../../src/checkpoints/checkpoint-name.js';
import { chooseEvictions } from '../../src/checkpoints/choose-evictions.js';
import { takeInventory } from '../../src/checkpoints/inventory.js';
import { pickCheckpoint } from '../../src/checkpoints/pick-checkpoint.js';
import { squashedMark } from '../../src/checkpoints/squashed-mark.js';
import type { SurveyedImage } from '../../src/engine/ports.js';
import { formatCheckpoint, formatInventory } from '../../src/report/checkpoints-text.js';

/** Layers as `name:bytes`. */
const layersOf = (text: string): SurveyedImage['layers'] =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({ digest: word, bytes: Number(word.split(':')[1]) }));

const created = '2026-01-01T00:00:00Z';

function checkpoint(
  line: number,
  layers: string,
  { pin, ...changes }: Partial<CheckpointMark> & { pin?: string } = {},
): SurveyedImage {
  const key = String(line).padEnd(64, 'abcdef01');
  const mark: CheckpointMark = { key, stage: 's', line, handmade: false, milliseconds: 1000, ...changes };
  const entry = (step: number) => ({ created, created_by: `RUN /bin/sh -c step ${String(step)} # buildkit` });
  return {
    id: `sha256:${String(line).padStart(64, '0')}`,
    tags: [checkpointTag('p', mark), ...(pin === undefined ? [] : [pin])],
    created,
    layers: layersOf(layers),
    history: [
      ...Array.from({ length: line }, (_, at) => entry(at + 1)),
      { created, created_by: 'refrom checkpoint', comment: writeMark(mark), empty_layer: true },
    ],
  };
}

const base: SurveyedImage = {
  id: 'base',
  tags: ['debian:12'],
  created,
  layers: layersOf('b:100'),
  history: [],
};

const linesOf = (records: readonly { readonly mark: CheckpointMark }[]): number[] =>
  records.map(({ mark }) => mark.line);

test('a state without a layer is below those alone that go on from it', (t) => {
  const scratch = checkpoint(9, '', { stage: 'other' });
  const foreign = {
    ...scratch,
    history: scratch.history.map((each) => ({ ...each, created_by: 'ENV A=b' })),
  };
  foreign.history[foreign.history.length - 1] = scratch.history.at(-1)!;
  const { checkpoints } = takeInventory([
    base,
    checkpoint(1, 'b:100 x:10'),
    foreign,
    checkpoint(10, 'b:100 x:10 y:20'),
  ]);
  t.like(checkpoints.at(-1), { ownBytes: 20, parent: checkpoints[0]?.id });
  t.is(checkpoints[1]?.dependents, 0);
});

test('layers are counted once, and those of other images not at all', (t) => {
  const inventory = takeInventory([
    base,
    checkpoint(1, 'b:100 x:10'),
    checkpoint(2, 'b:100 x:10 y:20'),
    checkpoint(3, 'b:100 x:10 z:5'),
  ]);
  t.is(inventory.bytes, 35);
  const [first, second, third] = inventory.checkpoints;
  t.like(first, { ownBytes: 10, freedBytes: 0, parent: undefined, dependents: 2 });
  t.like(second, { ownBytes: 20, freedBytes: 20, parent: first?.id, dependents: 0 });
  t.like(third, { ownBytes: 5, freedBytes: 5, parent: first?.id, dependents: 0 });
});

test('the same layer on another one is another layer on the disk', (t) => {
  const inventory = takeInventory([checkpoint(1, 'a:1 x:10'), checkpoint(2, 'b:1 x:10')]);
  t.is(inventory.bytes, 22);
  t.is(inventory.checkpoints[1]?.parent, undefined);
});

test('a state that only configures stands on the one with the same layers', (t) => {
  const [first, second] = takeInventory([
    base,
    checkpoint(1, 'b:100 x:10'),
    checkpoint(2, 'b:100 x:10'),
  ]).checkpoints;
  t.is(second?.parent, first?.id);
  t.is(second?.ownBytes, 0);
});

test('a final image that shares its layers is none of ours, and keeps them', (t) => {
  const built = { ...base, id: 'built', tags: ['app:1'], layers: layersOf('b:100 x:10') };
  const inventory = takeInventory([base, built, checkpoint(1, 'b:100 x:10')]);
  t.is(inventory.bytes, 0);
  t.is(inventory.checkpoints.length, 1);
});

test('names that only look like ours are not', (t) => {
  const named = { ...checkpoint(1, 'x:1'), tags: ['refrom/p:mine', 'other/p:s-L1-abcdef01'] };
  t.deepEqual(takeInventory([named]).checkpoints, []);
});

test('what is the cheapest to make again, by its bytes, goes first', (t) => {
  const inventory = takeInventory([
    base,
    checkpoint(1, 'b:100 slow:100', { milliseconds: 60_000 }),
    checkpoint(2, 'b:100 quick:100', { milliseconds: 100 }),
    checkpoint(3, 'b:100 small:1', { milliseconds: 100 }),
  ]);
  t.deepEqual(linesOf(chooseEvictions(inventory, 1000)), []);
  t.deepEqual(linesOf(chooseEvictions(inventory, 150)), [2]);
  t.deepEqual(linesOf(chooseEvictions(inventory, 50)), [2, 3, 1]);
});

test('of a chain the end goes first, and what stood on it gets dearer', (t) => {
  const inventory = takeInventory([
    base,
    checkpoint(1, 'b:100 x:10'),
    checkpoint(2, 'b:100 x:10 y:10'),
    checkpoint(3, 'b:100 x:10 y:10 z:10'),
  ]);
  t.deepEqual(linesOf(chooseEvictions(inventory, 0)), [3, 2, 1]);
  t.deepEqual(linesOf(chooseEvictions(inventory, 25)), [3]);
});

test('states with the same layers go together', (t) => {
  const inventory = takeInventory([base, checkpoint(1, 'b:100 x:10'), checkpoint(2, 'b:100 x:10')]);
  t.deepEqual(linesOf(chooseEvictions(inventory, 0)).sort(), [1, 2]);
});

test('what the user has named stays, and nothing goes for nothing', (t) => {
  const pinned = checkpoint(2, 'b:100 x:10 y:10', { pin: 'mine:1' });
  const inventory = takeInventory([base, checkpoint(1, 'b:100 x:10'), pinned, checkpoint(3, 'b:100 z:1')]);
  t.deepEqual(linesOf(chooseEvictions(inventory, 0)), [3]);
});

test('what the running session needs stays', (t) => {
  const images = [base, checkpoint(1, 'b:100 x:10'), checkpoint(3, 'b:100 z:1')];
  t.deepEqual(linesOf(chooseEvictions(takeInventory(images), 0, new Set([images[1]!.id]))), [3]);
});

test('a checkpoint is meant by its tag, the end of it, its key, its ID or a name of the user', (t) => {
  const { checkpoints } = takeInventory([checkpoint(1, 'x:1'), checkpoint(2, 'y:1', { pin: 'mine:latest' })]);
  const [tag] = checkpoints[1]!.tags;
  const name = tag!.split(':')[1]!;
  for (const word of [
    tag!,
    tag!.slice('refrom/'.length),
    name,
    name.slice(-8),
    checkpoints[1]!.id,
    'mine',
    'mine:latest',
  ])
    t.is(pickCheckpoint(checkpoints, word), checkpoints[1]!, word);
});

test('what was kept anyway is meant by its key, too', (t) => {
  const { checkpoints } = takeInventory([checkpoint(1, 'x:1', { keptKey: 'aa' })]);
  t.is(pickCheckpoint(checkpoints, checkpoints[0]!.mark.key.slice(0, 8)), checkpoints[0]!);
});

test('a word that means none or several is refused with what there is', (t) => {
  const { checkpoints } = takeInventory([checkpoint(1, 'x:1'), checkpoint(1, 'y:1', { stage: 'other' })]);
  t.throws(() => pickCheckpoint(checkpoints, 'fedcba98'), { message: 'there is no checkpoint fedcba98' });
  t.throws(() => pickCheckpoint(checkpoints, checkpoints[0]!.mark.key.slice(0, 8)), {
    message: /may mean 2 checkpoints/,
  });
});

test('the list is a tree that says what each holds', (t) => {
  const inventory = takeInventory([
    base,
    checkpoint(2, 'b:100 x:10000'),
    checkpoint(5, 'b:100 x:10000 y:20000', { pin: 'mine:1', milliseconds: 61_000 }),
    checkpoint(7, 'b:100 x:10000 z:30000', { handmade: true }),
  ]);
  const now = Date.parse(created) + 7_200_000;
  const wrecks = [{ name: 'refrom-wreck-p-s-L8-12345678' }];
  t.is(
    formatInventory(inventory, wrecks, { now, columns: 68 }),
    `p: 3 checkpoints
  state after                own  age   took  instruction
  s-L2-2abcdef0            10 kB   2h     1s  RUN step 2 (needed by…
  ├─ s-L5-5abcdef0         20 kB   2h  1m 1s  RUN step 5 (kept as m…
  └─ s-L7-7abcdef0-byhand  30 kB   2h     1s  RUN step 7 (made by h…

wrecks, kept alive:
  refrom-wreck-p-s-L8-12345678

60 kB in 3 checkpoints
`,
  );
  const [lowest, , byHand] = inventory.checkpoints;
  t.regex(
    formatCheckpoint(inventory.checkpoints[1]!, inventory, now),
    /^checkpoint refrom\/p:s-L5-5abcdef0\nkept as {4}mine:1\n.*\nafter {6}line 5 of stage s: RUN step 5\n.*\n.* \(2h\), in 1m 1s since the one below it\nholds {6}20 kB of its own; removing it frees 20 kB\nstands on {2}refrom\/p:s-L2-2abcdef0\nneeded by {2}no other\n$/,
  );
  t.regex(formatCheckpoint(lowest!, inventory, now), /stands on {2}the base image\nneeded by {2}2 others\n$/);
  t.regex(formatCheckpoint(byHand!, inventory, now), /\nkey {8}none: made by hand/);
  t.is(formatInventory(takeInventory([]), [], { now, columns: 80 }), 'no checkpoints\n');
});

test('a squashed checkpoint takes as long to make again as all it no longer stands on', (t) => {
  const { checkpoints } = takeInventory([
    base,
    checkpoint(1, 'b:100 x:10', { baseLayers: 1, milliseconds: 500 }),
    checkpoint(2, 'b:100 x:10 y:20', { baseLayers: 1, milliseconds: 70 }),
    checkpoint(3, 'b:100 x:10 y:20 z:5', { baseLayers: 1, milliseconds: 3 }),
  ]);
  const squashed = (keptLayers: number) => {
    const { milliseconds, baseLayers } = squashedMark(checkpoints, checkpoints[2]!, keptLayers);
    return [milliseconds, baseLayers];
  };
  t.deepEqual(squashed(1), [573, 1]);
  t.deepEqual(squashed(2), [73, 1]);
  t.deepEqual(squashed(0), [573, 0]);
});
