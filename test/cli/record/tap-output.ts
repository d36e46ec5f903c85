import { PassThrough } from 'node:stream';
import test from 'ava';
import { tapOutput } from '../../../src/cli/record/tap-output.js';

const tap = (): { stream: NodeJS.WriteStream; heard: string[]; written: () => string; stop: () => void } => {
  const output = new PassThrough();
  const stream = output as unknown as NodeJS.WriteStream;
  const heard: string[] = [];
  const stop = tapOutput(stream, (text) => heard.push(text));
  return { stream, heard, written: () => String(output.read()), stop };
};

test('what is written to a tapped stream is heard, and written', (t) => {
  const { stream, heard, written } = tap();
  stream.write('one');
  stream.write(Buffer.from(' two'));
  t.deepEqual(heard, ['one', ' two']);
  t.is(written(), 'one two');
});

test('a character in two pieces is heard as one', (t) => {
  const { stream, heard } = tap();
  const bytes = Buffer.from('é漢');
  for (const byte of bytes) stream.write(Buffer.from([byte]));
  t.is(heard.join(''), 'é漢');
});

test('a stream whose tap has ended is heard no more', (t) => {
  const { stream, heard, written, stop } = tap();
  stop();
  stream.write('late');
  t.deepEqual(heard, []);
  t.is(written(), 'late');
});
