import test from 'ava';
import type { SessionInput } from '../../../../src/session/transition.js';
import { layersTab } from '../../../../src/tui/present/tabs/layers.js';
import { presentPane } from '../../../../src/tui/present/pane.js';
import { fakeStepFiles, known } from '../../../helpers/fake-step-files.js';
import { sceneOf, textOf, type Looks } from '../../../helpers/scene-of.js';
import { keeps, next, ran, reuses, starts, tellSession, time } from '../../../helpers/tell-session.js';

const text = 'FROM a\nRUN one\nRUN two \\\n  more\nRUN three\n';
const done = [...ran(0, '', 5), ...ran(1, '', 61_000), keeps(1, 3_000_000), ...ran(2), keeps(2, 1_000_000)];

const box = { width: 40, height: 12 };
const see = (from: string, inputs: readonly SessionInput[], looks: Looks = {}): string[] => {
  const { view = {}, ...others } = looks;
  const scene = sceneOf(tellSession(from, inputs), { ...others, view: { tab: 'layers', ...view } });
  return presentPane(scene, box).rows.map(textOf);
};

test('of each step what it took, what it left, and its part of all', (t) => {
  t.deepEqual(see(text, done), [
    '✓ 1 FROM a               5ms',
    '✓ 2 RUN one            1m 1s    3MB  75%',
    '✓ 3 RUN two more        1.2s    1MB  25%',
    '▶ 5 RUN three',
    'Enter counts what later steps waste',
  ]);
});

test('before anything is kept no part is told, and of little that it is something', (t) => {
  t.deepEqual(see(text, [...ran(0, '', 5)]).slice(0, 2), ['✓ 1 FROM a               5ms', '▶ 2 RUN one']);
  t.regex(see(text, [...done, ...ran(3), keeps(3, 10)])[3]!, / 10B +<1%$/);
});

test('a step that runs shows its time as it goes', (t) => {
  const rows = see(text, [...ran(0), next, starts(1)], {
    view: { runningSince: Date.parse(time) },
    now: Date.parse(time) + 4000,
  });
  t.regex(rows[1]!, /^⠋ 2 RUN one +4s$/);
});

test('a step that a checkpoint stands for', (t) => {
  t.regex(see(text, [next, starts(0), reuses(0), keeps(0)])[0]!, /^≡ 1 FROM a +1.2MB 100%$/);
});

test('a part of the image is that of what is in it', (t) => {
  const stages = 'FROM a AS tools\nRUN x\nFROM a AS base\nRUN y\nFROM base\nCOPY --from=tools /a /a\n';
  const kept = [...ran(0), ...ran(1), keeps(1, 9_000_000), ...ran(2), ...ran(3), keeps(3, 3_000_000)];
  const rows = see(stages, [...kept, ...ran(4), ...ran(5), keeps(5, 1_000_000)]);
  t.regex(rows[2]!, /RUN x .* 9MB$/);
  t.regex(rows[5]!, /RUN y .* 3MB +75%$/);
  t.regex(rows[8]!, / 1MB +25%$/);
});

test('several stages are named where each begins', (t) => {
  t.deepEqual(see('FROM a AS one\nRUN x\nFROM a\nCOPY --from=one /a /a\n', []), [
    'stage one',
    '▶ 1 FROM a AS one',
    '  2 RUN x',
    'stage 1',
    '  3 FROM a',
    '  4 COPY --from=one …',
  ]);
});

test('the title tells the sum', (t) => {
  const subject = (inputs: readonly SessionInput[]): string =>
    layersTab.content(sceneOf(tellSession(text, inputs)), box).subject;
  t.is(subject(done), '4MB in 2 layers');
  t.is(subject([]), '');
});

test('the step at the cursor is in sight and stands out without colours', (t) => {
  const many = `FROM a\n${'RUN x\n'.repeat(40)}`;
  const scene = sceneOf(tellSession(many), { view: { tab: 'layers', cursor: 30 } });
  const current = presentPane(scene, box).rows.find((row) => textOf(row).includes(' 30 '));
  t.true(current?.spans.some(({ style }) => style === 'strong'));
});

test('what later steps overwrite or delete stands beside each step once it is counted', (t) => {
  const context = tellSession(text, done);
  const files = fakeStepFiles();
  const look = (width: number): string[] =>
    presentPane(sceneOf({ ...context, files }, { view: { tab: 'layers' } }), { width, height: 12 }).rows.map(
      textOf,
    );
  files.answer({ type: 'waste' }, { status: 'reading' });
  t.is(look(40).at(-1), 'reading…');
  const waste = [
    { step: 0, bytes: 6_000_000, wastedBytes: 0 },
    { step: 1, bytes: 3_000_000, wastedBytes: 2_000_000 },
    { step: 2, bytes: 1_000_000, wastedBytes: 0 },
  ];
  files.answer({ type: 'waste' }, known(waste));
  t.regex(look(60)[0]!, /^✓ 1 FROM a +5ms$/);
  t.regex(look(60)[1]!, /^✓ 2 RUN one +1m 1s +3MB +75% +-2MB$/);
  t.is(look(60).at(-1), '2MB of 10MB wasted (-, 20%): overwritten or deleted');
  for (const line of look(40)) t.true(line.length <= 40, line);
  files.answer({ type: 'waste' }, known(waste.map((each) => ({ ...each, wastedBytes: 0 }))));
  t.is(look(60).at(-1), 'nothing of 10MB is wasted');
  files.answer({ type: 'waste' }, { status: 'failed', reason: 'the engine \u001b[2Jis gone' });
  t.is(look(60).at(-1), 'the engine ␛[2Jis gone');
});

test('each stage has a sum of its own, and one that nothing is kept of has none', (t) => {
  const context = tellSession('FROM a AS one\nRUN x\nFROM a AS two\nCOPY --from=one /a /a\n', []);
  const files = fakeStepFiles();
  files.answer({ type: 'waste' }, known([{ step: 1, bytes: 1000, wastedBytes: 1 }]));
  const scene = sceneOf({ ...context, files }, { view: { tab: 'layers' } });
  const { footer } = layersTab.content(scene, { width: 100, height: 12 });
  t.deepEqual(footer.map(textOf), ['1B of 1kB wasted in stage one (-, 1%): overwritten or deleted']);
});
