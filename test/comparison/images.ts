import test from 'ava';
import { compareImages, leaveOut, type ComparedImage } from '../helpers/parity-judge.js';
import type { UnequalPart } from '../helpers/parity-exceptions.js';

const image: ComparedImage = {
  configuration: {
    Architecture: 'amd64',
    Config: { Env: ['A=1'], Healthcheck: { Test: ['CMD', 'x'], StartInterval: 1 } },
  },
  history: ['layer | buildkit | RUN a', 'no layer | buildkit | ENV A=1'],
  states: [
    new Map([['/a', 'file']]),
    new Map([
      ['/a', 'file'],
      ['/d', 'directory | 755 | now'],
    ]),
  ],
};
const other = (change: Partial<ComparedImage>): ComparedImage => ({ ...image, ...change });
const lower = image.states.slice(0, 1);

test('an image is as one that is the same', (t) => {
  t.deepEqual(compareImages(image, structuredClone(image)), []);
  const { Architecture, Config } = image.configuration;
  t.deepEqual(compareImages(image, other({ configuration: { Config, Architecture } })), []);
});

test('the comparison sees each part of an image', (t) => {
  const planted: readonly (readonly [found: string, ComparedImage])[] = [
    ['configuration', other({ configuration: { ...image.configuration, Architecture: 'arm64' } })],
    ['history', other({ history: [...image.history].reverse() })],
    ['history', other({ history: image.history.slice(1) })],
    ['number of layers', other({ states: lower })],
    ['layer 1: /d', other({ states: [...lower, new Map([['/a', 'file']])] })],
    ['layer 0: /a', other({ states: [new Map([['/a', 'link']]), ...image.states.slice(1)] })],
  ];
  for (const [found, actual] of planted) t.true(compareImages(image, actual).includes(found), found);
});

test('what is left out is seen no more, and all else is', (t) => {
  const parts: readonly (readonly [UnequalPart['part'], ComparedImage])[] = [
    ['history', other({ history: [] })],
    ['architecture', other({ configuration: { ...image.configuration, Architecture: 'arm64' } })],
    [
      'start interval',
      other({
        configuration: {
          ...image.configuration,
          Config: { Env: ['A=1'], Healthcheck: { Test: ['CMD', 'x'] } },
        },
      }),
    ],
    [/^\/d$/, other({ states: [...lower, new Map([['/a', 'file']])] })],
  ];
  for (const [part, actual] of parts) {
    const unequal: readonly UnequalPart[] = [{ kind: 'unequal', part, reason: '', cases: [] }];
    t.deepEqual(compareImages(leaveOut(image, unequal), leaveOut(actual, unequal)), [], String(part));
    for (const [seen, changed] of parts)
      if (seen !== part)
        t.not(compareImages(leaveOut(image, unequal), leaveOut(changed, unequal)).length, 0, String(seen));
  }
});
