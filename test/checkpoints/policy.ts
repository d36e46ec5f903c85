import test from 'ava';
import { shouldCheckpoint, type CheckpointQuestion } from '../../src/checkpoints/policy.js';

const cheap: CheckpointQuestion = {
  policy: 'auto',
  reason: 'passing',
  replayMilliseconds: 100,
  replayBudgetMilliseconds: 2000,
  checkpointMilliseconds: 60,
  hasChanges: true,
  isNextRisky: false,
};

const decides = test.macro((t, question: Partial<CheckpointQuestion>, expected: boolean) => {
  t.is(shouldCheckpoint({ ...cheap, ...question }), expected);
});

test('auto: cheap steps are passed', decides, {}, false);
test(
  'auto: kept once running again takes ten times what it costs',
  decides,
  { replayMilliseconds: 601 },
  true,
);
test(
  'auto: not kept before, where it costs much',
  decides,
  { replayMilliseconds: 1999, checkpointMilliseconds: 700 },
  false,
);
test(
  'auto: kept once running again would exceed the budget, whatever it costs',
  decides,
  { replayMilliseconds: 2001, checkpointMilliseconds: 9000 },
  true,
);
test('auto: kept before a step that is likely to fail', decides, { isNextRisky: true }, true);
test('auto: nothing is kept where nothing changed', decides, { isNextRisky: true, hasChanges: false }, false);
test('auto: kept at a pause', decides, { reason: 'pause', hasChanges: false }, true);
test('every: each step is kept', decides, { policy: 'every' }, true);
test('never: no step is kept', decides, { policy: 'never', replayMilliseconds: 99_999 }, false);
test(
  'never: the end of a stage is kept, other stages stand on it',
  decides,
  { policy: 'never', reason: 'stage-end' },
  true,
);
for (const policy of ['auto', 'every', 'never', 'breakpoints'] as const)
  test(
    `${policy}: what was made by hand is kept, as nothing can make it again`,
    decides,
    { policy, reason: 'by-hand', hasChanges: false },
    true,
  );
test('breakpoints: only pauses are kept', decides, { policy: 'breakpoints', isNextRisky: true }, false);
test('breakpoints: pauses are kept', decides, { policy: 'breakpoints', reason: 'pause' }, true);
