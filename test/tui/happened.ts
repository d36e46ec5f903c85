// What came of the last command, as the status bar tells it.
import test from 'ava';
import type { SessionInput } from '../../src/session/transition.js';
import { observe, type Happened } from '../../src/tui/happened.js';
import { describeHappened } from '../../src/tui/present/happened.js';
import { presentHappening } from '../../src/tui/present/status.js';
import { updateView } from '../../src/tui/update-view.js';
import { openView } from '../../src/tui/view-state.js';
import { sceneOf, textOf } from '../helpers/scene-of.js';
import {
  keeps,
  next,
  ran,
  reports,
  reuses,
  skips,
  starts,
  succeeds,
  tellSession,
  time,
} from '../helpers/tell-session.js';

const told = test.macro<[inputs: readonly SessionInput[], expected: string]>({
  exec: (t, inputs, expected) => {
    const happened = inputs.reduce<Happened | undefined>(
      (before, input) => observe(before, input, (step) => step + 1),
      undefined,
    );
    t.is(describeHappened(happened), expected);
  },
  title: (name = '', _, expected) => `${name}: ${expected === '' ? 'nothing' : expected}`,
});

const onward: SessionInput = { type: 'continue' };
const left: SessionInput = { type: 'shell/closed', step: 2, exitCode: 3, time };
const restored: SessionInput = {
  type: 'state/restored',
  step: 2,
  image: 'a',
  replayed: 2,
  milliseconds: 5,
  time,
};

test('before anything', told, [], '');
test('a step done', told, ran(3), 'line 4 done in 1.2s');
test(
  'a step done and kept',
  told,
  [...ran(3), keeps(3, 3_000_000)],
  'line 4 done in 1.2s, checkpoint kept (3MB)',
);
test('a checkpoint of nothing new', told, [...ran(3), keeps(3, 0)], 'line 4 done in 1.2s, checkpoint kept');
test(
  'many kept',
  told,
  [onward, succeeds(2), keeps(2, 1_000_000), succeeds(3), keeps(3, 0), succeeds(4), keeps(4, 2_000_000)],
  '3 steps done in 3.6s, 3 checkpoints kept (3MB)',
);
test('a step reused', told, [next, starts(3), reuses(3)], 'line 4 reused from a checkpoint');
test(
  'many steps',
  told,
  [onward, reuses(0), reuses(1), succeeds(2, 1000), succeeds(3, 3000)],
  '2 steps reused, 2 steps done in 4s',
);
test('a retry', told, [{ type: 'retry', from: 'clean' }, succeeds(3)], 'line 4 done at another try in 1.2s');
test('a step skipped', told, [{ type: 'skip' }, { ...skips(3), line: 4 } as SessionInput], 'line 4 skipped');
test('going back', told, [...ran(3), { type: 'back' }], 'went back');
test(
  'going back while what was done before is kept',
  told,
  [...ran(3), { type: 'back' }, keeps(3, 0)],
  'went back',
);
test(
  'going on while what was done before is kept',
  told,
  [...ran(3), next, keeps(3, 0), starts(4), succeeds(4), keeps(4, 0)],
  'line 5 done in 1.2s, checkpoint kept',
);
test(
  'a shell whose state is kept',
  told,
  [{ type: 'openShell' }, left, keeps(2, 0)],
  'left the shell (exit code 3), checkpoint kept',
);
test('running on to a step', told, [{ type: 'goTo', step: 4 }, succeeds(3)], 'line 4 done in 1.2s');
test('a shell left', told, [{ type: 'openShell' }, left], 'left the shell (exit code 3)');
test(
  'a state had again',
  told,
  [next, restored, succeeds(3)],
  'line 4 done in 1.2s, 2 steps run again to get there',
);
test('a problem on the way', told, [next, reports('no cache'), succeeds(3)], 'line 4 done in 1.2s, no cache');
test('only the last command', told, [...ran(2), ...ran(3), next, starts(4)], '');

test('the status bar tells it before where it stands', (t) => {
  const inputs = [...ran(0), ...ran(1), keeps(1, 0)];
  const context = tellSession('FROM a\nRUN one\nRUN two\n', inputs);
  const view = inputs.reduce(
    (seen, input) => updateView(seen, { type: 'session', input }, context),
    openView({ columns: 80, rows: 24 }),
  );
  t.is(
    textOf(presentHappening(sceneOf(context, { view }))),
    ' line 2 done in 1.2s, checkpoint kept · paused before step 3 of 3',
  );
});

test('a state made by hand is told of before what was done to come there', (t) => {
  const inputs: readonly SessionInput[] = [...ran(0), { type: 'openShell' }, { ...left, step: 1 }];
  const context = tellSession('FROM a\nRUN one\n', [
    ...ran(0),
    { type: 'openShell' },
    { type: 'shell/opened', step: 1, time },
    { ...left, step: 1 },
  ]);
  const view = inputs.reduce(
    (seen, input) => updateView(seen, { type: 'session', input }, context),
    openView({ columns: 80, rows: 24 }),
  );
  t.is(
    textOf(presentHappening(sceneOf(context, { view }))),
    ' paused before step 2 of 2, in a state made by hand · left the shell (exit code 3)',
  );
});
