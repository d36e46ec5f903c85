import test from 'ava';
import { readContexts } from '../../src/cli/build-contexts.js';
import { UsageError } from '../../src/messages/errors.js';

test('folders, images and repositories, by names as images are meant', (t) => {
  const flags = [
    'tools=../tools',
    'docker.io/library/Alpine:latest=docker-image://mirror/alpine:3',
    'source=https://h.example/p.git#main:d',
  ];
  t.deepEqual(readContexts(flags), {
    tools: { type: 'folder' },
    alpine: { type: 'image', reference: 'mirror/alpine:3' },
    source: { type: 'folder' },
  });
});

const refuses = test.macro<[flag: string, message: RegExp]>({
  exec: (t, flag, message) => {
    t.regex(t.throws(() => readContexts([flag]), { instanceOf: UsageError }).message, message);
  },
  title: (_ = '', flag) => `refused: ${flag}`,
});

test(refuses, 'tools', /^--build-context tools: expected NAME=PLACE$/);
test(refuses, '=x', /expected NAME=PLACE$/);
test(refuses, 'tools=', /expected NAME=PLACE$/);
// BuildKit 0.25 in the engine cannot read them either.
test(refuses, 'data=https://h.example/data.tar', /^--build-context data: https:\/\/ is not read by refrom$/);
test(refuses, 'base=oci-layout:///layout', /^--build-context base: oci-layout:\/\/ is not read by refrom$/);
test(refuses, 'a=https://h.example/p.git?x=1', /^--build-context a: `x` means nothing in the query/);
