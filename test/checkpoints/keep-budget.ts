import test from 'ava';
import { checkpointTag, type CheckpointMark, writeMark } from '../../src/checkpoints/checkpoint-name.js';
import { keepBudget } from '../../src/checkpoints/keep-budget.js';
import type { ImageStore, SurveyedImage } from '../../src/engine/ports.js';

const megabyte = 1_000_000;
const created = '2026-01-01T00:00:00Z';
const base = { digest: 'base', bytes: 200 * megabyte };

/** Images by tag; what has no tag left is gone. */
function createStore(images: readonly SurveyedImage[]): {
  store: Pick<ImageStore, 'listTags' | 'survey' | 'remove'>;
  tags: () => string[];
  surveys: () => number;
} {
  let left = [...images];
  let surveys = 0;
  const tags = (): string[] => left.flatMap((image) => image.tags);
  return {
    tags,
    surveys: () => surveys,
    store: {
      listTags: (prefix) =>
        Promise.resolve(
          left.flatMap(({ tags: names, id, layers }) =>
            names
              .filter((tag) => tag.startsWith(prefix))
              .map((tag) => ({ tag, id, bytes: layers.reduce((all, { bytes }) => all + bytes, 0) })),
          ),
        ),
      survey: () => {
        surveys += 1;
        return Promise.resolve(left);
      },
      remove: (tag) => {
        left = left
          .map((image) => ({ ...image, tags: image.tags.filter((each) => each !== tag) }))
          .filter((image) => image.tags.length > 0);
        return Promise.resolve();
      },
    },
  };
}

function checkpoint(number: number, project = 'p', pins: readonly string[] = []): SurveyedImage {
  const key = String(number).padStart(8, '0').padEnd(64, '0');
  const mark: CheckpointMark = { key, stage: 's', line: 2, handmade: false, milliseconds: 1000 + number };
  return {
    id: `sha256:${project}${key}`,
    tags: [checkpointTag(project, mark), ...pins],
    created,
    layers: [base, { digest: `${project}${key}`, bytes: 50 * megabyte }],
    history: [
      { created, created_by: 'RUN x' },
      { created, created_by: '', comment: writeMark(mark), empty_layer: true },
    ],
  };
}

const baseImage: SurveyedImage = { id: 'b', tags: ['debian:12'], created, layers: [base], history: [] };

test('a loop that makes 100 checkpoints of 50 MB stays within 1 GB, and touches nothing pinned or foreign', async (t) => {
  const foreign: SurveyedImage = {
    ...baseImage,
    id: 'f',
    tags: ['app:1'],
    layers: [base, { digest: 'app', bytes: 9e9 }],
  };
  let images: readonly SurveyedImage[] = [baseImage, foreign, checkpoint(0, 'p', ['mine:1'])];
  for (let number = 1; number <= 100; number += 1) {
    const own = checkpoint(number);
    const { store, tags } = createStore([...images, own]);
    const { bytes } = await keepBudget(store, 1e9, [{ image: own.tags[0]!, bytes: 0 }]);
    t.true(bytes <= 1e9);
    t.true(tags().includes(own.tags[0]!));
    images = await store.survey();
  }
  const names = images.flatMap(({ tags }) => tags);
  for (const name of ['debian:12', 'app:1', 'mine:1']) t.true(names.includes(name), name);
  t.is(names.filter((name) => name.startsWith('refrom/')).length, 20);
});

test('one request is enough where all is far below the budget', async (t) => {
  const { store, surveys, tags } = createStore([baseImage, checkpoint(1), checkpoint(2)]);
  t.deepEqual((await keepBudget(store, 1e9, [])).evicted, []);
  t.is(surveys(), 0);
  t.is(tags().length, 3);
});

test('what the session needs stays, and what is held all the same is told', async (t) => {
  const own = checkpoint(1);
  const { store, tags } = createStore([baseImage, own, checkpoint(2, 'other')]);
  const { evicted, bytes } = await keepBudget(store, 10 * megabyte, [{ image: own.tags[0]!, bytes: 0 }]);
  t.deepEqual(
    evicted.flatMap((each) => each.tags),
    checkpoint(2, 'other').tags,
  );
  t.is(bytes, 50 * megabyte);
  t.deepEqual(tags(), ['debian:12', ...own.tags]);
});
