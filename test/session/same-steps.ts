import test from 'ava';
import { stepKeys } from '../../src/checkpoints/step-key.js';
import { sameSteps, type KeyedPlan } from '../../src/session/same-steps.js';
import { planOf } from '../helpers/plan-of.js';

const keyed = (text: string, missing: readonly number[] = []): KeyedPlan => {
  const plan = planOf(text);
  const digests = new Map(plan.steps.map(({ id }) => [id, missing.includes(id) ? undefined : 'x'] as const));
  return { plan, keys: stepKeys(plan, digests) };
};

const same = test.macro<[before: string, after: string, expected: readonly (number | null)[]]>({
  exec: (t, before, after, expected) => {
    t.deepEqual(sameSteps(keyed(before), keyed(after)), expected);
  },
  title: (title = '') => `in another plan the same steps are found: ${title}`,
});

const one = 'FROM a\nRUN b\nRUN c\n';
test('nothing has changed', same, one, one, [0, 1, 2]);
test('lines have moved', same, one, `# why\n\n${one}`, [0, 1, 2]);
test('a step is edited, and what follows stands on another state', same, one, 'FROM a\nRUN x\nRUN c\n', [
  0,
  null,
  null,
]);
test('a step comes in', same, one, 'FROM a\nRUN b\nRUN x\nRUN c\n', [0, 1, null, null]);
test('the last one is gone', same, one, 'FROM a\nRUN b\n', [0, 1]);
test('a variable above is another one', same, 'FROM a\nENV A=1\nRUN b\n', 'FROM a\nENV A=2\nRUN b\n', [
  0,
  null,
  null,
]);

const two = 'FROM a AS one\nRUN b\nFROM a AS two\nRUN b\nRUN c\nCOPY --from=one /x /x\n';
test('of two stages that begin alike each is itself', same, two, two, [0, 1, 2, 3, 4, 5]);
test(
  'a stage before them comes in that begins alike',
  same,
  two,
  `FROM a AS new\nRUN new\n${two}COPY --from=new /x /x\n`,
  [null, null, 0, 1, 2, 3, 4, 5, null],
);
test('a stage has another name', same, two, two.replaceAll('one', 'first'), [0, 1, 2, 3, 4, 5]);
test('a stage that another takes files from is edited', same, two, two.replace('RUN b', 'RUN x'), [
  0,
  null,
  2,
  3,
  4,
  null,
]);
test(
  'a stage is there twice, and nothing was done for the second',
  same,
  'FROM a AS one\nRUN b\nFROM z\nCOPY --from=one /x /x\n',
  'FROM a AS one\nRUN b\nFROM a AS other\nRUN b\nFROM z\nCOPY --from=one /x /x\nCOPY --from=other /x /x\n',
  [0, 1, null, null, 2, 3, null],
);

test('a step whose files are missing has no key, and is the same as long as its instruction and all before it are', (t) => {
  const before = keyed('FROM a\nRUN b\nCOPY x /x\nRUN c\n', [2]);
  t.deepEqual(before.keys[2], undefined);
  t.deepEqual(sameSteps(before, keyed('FROM a\nRUN b\nCOPY x /x\nRUN c\nRUN d\n', [2])), [0, 1, 2, 3, null]);
  t.deepEqual(sameSteps(before, keyed('FROM a\nRUN b\nCOPY x /y\nRUN c\n', [2])), [0, 1, null, null]);
  t.deepEqual(sameSteps(before, keyed('FROM a\nRUN z\nCOPY x /x\nRUN c\n', [2])), [0, null, null, null]);
  t.deepEqual(
    sameSteps(before, keyed('FROM a\nRUN b\nCOPY x /x\nRUN c\n')),
    [0, 1, null, null],
    'now they are there',
  );
});

test('without a key, an edit further down leaves what is above it the same', (t) => {
  const text = (value: string): string => `FROM a\nENV A=1\nCOPY m /m\nRUN b\nRUN c\nENV B=${value}\n`;
  t.deepEqual(sameSteps(keyed(text('1'), [2]), keyed(text('2'), [2])), [0, 1, 2, 3, 4, 5]);
});
