import test from 'ava';
import { stepKeys } from '../../src/checkpoints/step-key.js';
import { planOf, type PlanRequest } from '../helpers/plan-of.js';

const keysOf = (
  text: string,
  digests: Record<number, string> = {},
  request: PlanRequest = {},
): readonly (string | undefined)[] =>
  stepKeys(
    planOf(text, request),
    new Map(Object.entries(digests).map(([step, digest]) => [Number(step), digest])),
  );

const firstDifference = (a: readonly unknown[], b: readonly unknown[]): number =>
  a.findIndex((key, step) => key !== b[step]);

test('the same file has the same keys', (t) => {
  t.deepEqual(keysOf('FROM a\nRUN x'), keysOf('FROM a\nRUN x'));
});

test('what is set for the containers of all RUNs changes RUNs', (t) => {
  const plan = planOf('FROM a\nCOPY x /\nRUN x');
  const digests = new Map([[1, 'd']]);
  const plain = stepKeys(plan, digests);
  const settings = [
    { extraHosts: ['a:1.1.1.1'] },
    { extraHosts: ['a:2.2.2.2'] },
    { network: 'none' },
    { shmSize: 1 },
    { ulimits: [{ name: 'nofile', soft: 1, hard: 1 }] },
  ];
  const others = settings.map((containers) => stepKeys(plan, digests, { containers }));
  for (const keys of others) t.is(firstDifference(plain, keys), 2);
  t.is(new Set(others.map((keys) => keys[2])).size, settings.length);
  t.deepEqual(stepKeys(plan, digests, { containers: {} }), plain);
});

test('comments, blank lines and continuations change no key', (t) => {
  t.deepEqual(keysOf('FROM a\nRUN x'), keysOf('# c\nFROM a\n\n# d\nRUN x\n'));
});

const changes = test.macro((t, before: string, after: string, step: number) => {
  t.is(firstDifference(keysOf(before), keysOf(after)), step);
});

test(
  'another command changes its own key and those after it',
  changes,
  'FROM a\nRUN x\nRUN y',
  'FROM a\nRUN x\nRUN z',
  2,
);
test('another base changes all', changes, 'FROM a\nRUN x', 'FROM b\nRUN x', 0);
test(
  'an argument that RUN sees changes the RUN, not the ARG',
  changes,
  'FROM a\nARG V=1\nRUN x',
  'FROM a\nARG V=2\nRUN x',
  2,
);
test(
  'an environment variable changes its ENV',
  changes,
  'FROM a\nENV V=1\nRUN x',
  'FROM a\nENV V=2\nRUN x',
  1,
);
test('another user changes it', changes, 'FROM a\nUSER a\nRUN x', 'FROM a\nUSER b\nRUN x', 1);
test(
  'a stage that is copied from hands its change on',
  changes,
  'FROM a AS s\nRUN x\nFROM b\nCOPY --from=s /x /',
  'FROM a AS s\nRUN y\nFROM b\nCOPY --from=s /x /',
  1,
);

test('an argument nobody sees does not reach a COPY', (t) => {
  const text = (value: string): string => `FROM a\nARG V=${value}\nCOPY x /`;
  t.deepEqual(keysOf(text('1'), { 2: 'd' }), keysOf(text('2'), { 2: 'd' }));
});

test('other contents of the files change the COPY', (t) => {
  t.is(firstDifference(keysOf('FROM a\nCOPY x /', { 1: 'd' }), keysOf('FROM a\nCOPY x /', { 1: 'e' })), 1);
});

test('a COPY whose sources are missing has no key, nor has anything after it', (t) => {
  const keys = keysOf('FROM a\nRUN y\nCOPY x /\nRUN z');
  t.deepEqual(
    keys.map((key) => key !== undefined),
    [true, true, false, false],
  );
});

test('proxies enter no key', (t) => {
  const request = { options: { buildArguments: { HTTP_PROXY: 'http://p' } } };
  t.deepEqual(keysOf('FROM a\nRUN x', {}, request), keysOf('FROM a\nRUN x'));
});
