import test from 'ava';
import {
  checkpointTag,
  projectName,
  readMark,
  shortKeyOfTag,
  writeMark,
} from '../../src/checkpoints/checkpoint-name.js';

const mark = { key: '0123456789abcdef', stage: 'build', line: 12, handmade: false, milliseconds: 5 };

test('a tag names project, stage, line and the first digits of the key', (t) => {
  t.is(checkpointTag('app', mark), 'refrom/app:build-L12-01234567');
});

test('a state made by hand says so, and no run finds it by its key', (t) => {
  const tag = checkpointTag('app', { ...mark, handmade: true });
  t.is(tag, 'refrom/app:build-L12-01234567-byhand');
  t.is(shortKeyOfTag(tag), undefined);
  t.is(shortKeyOfTag(checkpointTag('app', mark)), '01234567');
});

for (const [folder, name] of [
  ['app', 'app'],
  ['My App', 'my-app'],
  ['__x..y__', 'x-y'],
  ['日本', 'project'],
  ['', 'project'],
] as const) {
  test(`the folder "${folder}" is the project ${name}`, (t) => {
    t.is(projectName(folder), name);
  });
}

test('what an image says of itself is read back, and other comments are nobody of ours', (t) => {
  t.deepEqual(readMark(writeMark(mark)), mark);
  t.is(readMark('buildkit.dockerfile.v0'), undefined);
  t.is(readMark('{"refrom":'), undefined);
  t.is(readMark(undefined), undefined);
});
