import test from 'ava';
import { replaceableStages } from '../../src/handover/replaceable-stages.js';
import type { ResumeCut } from '../../src/session/resume-cut.js';
import { planOf } from '../helpers/plan-of.js';

const cut: ResumeCut = { stages: { 0: 'refrom/app:build-L2-00000000' } };
const last = 'FROM other\nCOPY --from=0 /x /x\n';

test('a finished stage that others only copy from can be replaced by its image', (t) => {
  const plan = planOf(`FROM base AS build\nRUN make\n${last}`);
  t.deepEqual(replaceableStages(plan, cut), [{ name: 'build', image: 'refrom/app:build-L2-00000000' }]);
});

const kept = test.macro((t, text: string, given: ResumeCut = cut) => {
  t.is(replaceableStages(planOf(text), given), undefined);
});

test('one without a name cannot be named', kept, `FROM base\nRUN make\n${last}`);
test(
  'one that others are built from hands on more than an image holds',
  kept,
  'FROM base AS build\nARG A=b\nRUN make\nFROM build\nRUN echo $A\n',
);
test('the target has triggers that an image of it would lack', kept, 'FROM base AS build\nRUN make\n');
test('half a stage cannot be replaced', kept, `FROM base AS build\nRUN make\nRUN more\n${last}`, {
  stages: {},
  current: { stage: 0, step: 1, image: 'refrom/app:build-L2-00000000' },
});
