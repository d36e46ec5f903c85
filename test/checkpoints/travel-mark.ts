import test from 'ava';
import {
  type CheckpointMark,
  checkpointTag,
  readMark,
  readTag,
  writeMark,
} from '../../src/checkpoints/checkpoint-name.js';
import { imageContent, type TravelMark } from '../../src/checkpoints/travel-mark.js';

const travel: TravelMark = {
  project: 'app',
  below: 2,
  steps: [[1, 'aaaaaaaa']],
  bases: [
    {
      name: 'debian',
      id: 'sha256:1',
      config: { Env: ['A=b'] },
      platform: 'linux/amd64',
      content: 'c',
      layers: 1,
      entries: 2,
    },
  ],
  carries: [],
  alongside: { wreck: true, stages: ['build'] },
};
const mark: CheckpointMark = { key: 'aa', stage: '0', line: 3, handmade: false, milliseconds: 1, travel };

test('what a checkpoint says for other machines is read back', (t) => {
  t.deepEqual(readMark(writeMark(mark)), mark);
});

for (const [name, wrong] of [
  ['steps', { ...travel, steps: 'x' }],
  ['bases', { ...travel, bases: [{ name: 'a' }] }],
  ['companions', { ...travel, alongside: { stages: 'build' } }],
  ['stages beside it', { ...travel, alongside: { stages: [1] } }],
  ['word of a wreck', { ...travel, alongside: { wreck: 'yes' } }],
  ['nothing', null],
] as const)
  test(`a mark with other ${name} than refrom writes is believed without them`, (t) => {
    const { travel: _, ...rest } = mark;
    t.deepEqual(readMark(JSON.stringify({ refrom: { ...rest, travel: wrong } })), rest);
  });

test('lines that were kept and layers of the base are believed where they are numbers', (t) => {
  const told = { ...mark, keptLines: [2, 3], baseLayers: 1 };
  t.deepEqual(readMark(writeMark(told)), told);
  for (const wrong of [
    { keptLines: 7 },
    { keptLines: ['7'] },
    { keptLines: null },
    { baseLayers: '1' },
    { baseLayers: -1 },
  ])
    t.deepEqual(readMark(JSON.stringify({ refrom: { ...mark, ...wrong } })), mark);
});

test('a mark that does not say whose state it is, and how it came to be, is none', (t) => {
  for (const wrong of [
    { ...mark, key: 'x y' },
    { ...mark, line: '3' },
    { ...mark, stage: 1 },
    { ...mark, handmade: 'no' },
    { ...mark, milliseconds: '1' },
    { ...mark, keptKey: 7 },
    { ...mark, keptKey: 'x y' },
    3,
    null,
  ])
    t.is(readMark(JSON.stringify({ refrom: wrong })), undefined);
});

test('a wreck has a name that no build takes for a state', (t) => {
  const wreck = { ...mark, handmade: true, wreck: { on: 'bb', exitCode: 1, message: 'RUN failed' } };
  const tag = checkpointTag('app', { ...wreck, key: '0123456789' });
  t.is(tag, 'refrom/app:0-L3-01234567-wreck');
  t.deepEqual(readTag(tag), { project: 'app', name: '0-L3-01234567-wreck' });
  t.deepEqual(readMark(writeMark(wreck)), wreck);
});

test('one image has one content, whatever its engine calls it', (t) => {
  const image = { layers: ['sha256:1'], config: { Env: ['A=b'] }, platform: 'linux/amd64' };
  t.is(imageContent(image), imageContent({ ...image }));
  t.not(imageContent(image), imageContent({ ...image, layers: ['sha256:2'] }));
  t.not(imageContent(image), imageContent({ ...image, config: {} }));
});
