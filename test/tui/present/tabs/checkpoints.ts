import test from 'ava';
import type { SessionOptions } from '../../../../src/session/state.js';
import type { SessionInput } from '../../../../src/session/transition.js';
import { checkpointsTab } from '../../../../src/tui/present/tabs/checkpoints.js';
import { presentPane } from '../../../../src/tui/present/pane.js';
import { sceneOf, textOf } from '../../../helpers/scene-of.js';
import { fakeStepFiles, known } from '../../../helpers/fake-step-files.js';
import { keeps, ran, tellSession } from '../../../helpers/tell-session.js';

const text = 'FROM a\nRUN one\nRUN two\n';

interface Seen {
  readonly subject: string;
  readonly rows: readonly string[];
}

function see(inputs: readonly SessionInput[], options?: Partial<SessionOptions>, width = 60): Seen {
  const scene = sceneOf(tellSession(text, inputs, options), { view: { tab: 'checkpoints' } });
  const box = { width, height: 12 };
  return {
    subject: checkpointsTab.content(scene, box).subject,
    rows: presentPane(scene, box).rows.map(textOf),
  };
}

const kept = { checkpoints: { 1: { image: 'refrom/app:0-L2-00c0ffee-kept', bytes: 2_000_000, kept: true } } };
const byHand: SessionInput = {
  type: 'checkpoint/taken',
  step: 1,
  image: 'refrom/app:0-L2-0badcafe-byhand',
  milliseconds: 5,
  bytes: 40,
  handmade: true,
  time: '2026-01-01T00:00:00.000Z',
};

test('at the beginning there is none', (t) => {
  t.deepEqual(see([]), { subject: '', rows: ['no checkpoint yet'] });
});

test('each with its line, its bytes where they are known, and its tag', (t) => {
  t.deepEqual(see([...ran(0), keeps(0), ...ran(1), keeps(1, 0)]), {
    subject: '2 with 1.2MB',
    rows: ['1  1.2MB refrom/app:0-L0-0badcafe', '2        refrom/app:0-L1-0badcafe'],
  });
});

test('those that are kept although something has changed, and those made by hand, are marked', (t) => {
  t.deepEqual(see([byHand], kept).rows, [
    '2    2MB refrom/app:0-L2-00c0ffee-kept kept',
    '2    40B refrom/app:0-L2-0badcafe-byhand by hand',
  ]);
});

test('a tag is shown whole however narrow the pane', (t) => {
  t.deepEqual(see([], kept, 30).rows, ['2    2MB refrom/app:0-L2-00c0f', '         fee-kept kept']);
});

const staged = 'FROM a AS one\nRUN one\nFROM one\nRUN two\n';
const stagedInputs = [...ran(0), ...ran(1), keeps(1), ...ran(2), ...ran(3), keeps(3)];

test('with several stages checkpoints stand below theirs, and the one at the cursor is a bar', (t) => {
  const scene = sceneOf(tellSession(staged, stagedInputs), {
    view: { tab: 'checkpoints', checkpoints: { image: 'refrom/app:0-L3-0badcafe' } },
  });
  const { rows } = presentPane(scene, { width: 60, height: 12 });
  t.deepEqual(rows.map(textOf), [
    'one',
    '  2  1.2MB refrom/app:0-L1-0badcafe',
    'stage 1',
    '  4  1.2MB refrom/app:0-L3-0badcafe',
  ]);
  t.deepEqual(
    rows.map(({ bar = false }) => bar),
    [false, false, false, true],
  );
  t.deepEqual(
    rows.map(({ spans }) => spans[0]?.line),
    [1, 2, 3, 4],
    'a click puts the cursor there',
  );
});

test('what differs from the checkpoint before is read, and told in its place', (t) => {
  const files = fakeStepFiles();
  const scene = sceneOf(
    { ...tellSession(staged, stagedInputs), files },
    { view: { tab: 'checkpoints', checkpoints: { image: 'refrom/app:0-L3-0badcafe', isCompared: true } } },
  );
  const box = { width: 60, height: 12 };
  const rows = (): readonly string[] => presentPane(scene, box).rows.map(textOf);
  t.deepEqual(rows(), ['reading…']);
  const question = { type: 'checkpoints', step: 3, after: 'refrom/app:0-L3-0badcafe' } as const;
  files.answer(question, known({ lines: ['one → two', '', '  + /a\u001b[2J'], notes: [] }));
  t.deepEqual(rows(), ['one → two', '', '  + /a␛[2J']);
  t.is(checkpointsTab.content(scene, box).subject, 'what differs, line 4');
  files.answer(question, { status: 'failed', reason: 'it has been removed' });
  t.deepEqual(rows(), ['it has been removed']);
});
