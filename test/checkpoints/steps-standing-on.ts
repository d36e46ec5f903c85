import test from 'ava';
import { stepKeys } from '../../src/checkpoints/step-key.js';
import { stepsStandingOn } from '../../src/checkpoints/steps-standing-on.js';
import { planOf } from '../helpers/plan-of.js';

const text = `FROM a AS files
RUN one
COPY x /x
RUN two
FROM a AS other
RUN three
FROM files AS based
RUN four
FROM a
COPY --from=other /x /x
RUN --mount=type=bind,from=based,target=/b five
RUN six
`;

test('steps that stand on one are those whose keys change with it', (t) => {
  const plan = planOf(text);
  const copy = plan.steps.find((step) => step.text === 'COPY x /x')!;
  const keysWith = (files: string): readonly (string | undefined)[] =>
    stepKeys(plan, new Map([[copy.id, files]]));
  const [before, after] = [keysWith('one'), keysWith('two')];
  const changed = plan.steps.filter(({ id }) => before[id] !== after[id]);
  t.deepEqual(
    changed.map(({ line }) => line),
    [3, 4, 7, 8, 11, 12],
  );
  t.deepEqual(
    [...stepsStandingOn(plan, copy.id)],
    changed.map(({ id }) => id),
  );
});
