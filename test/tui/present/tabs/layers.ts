import test from 'ava';
import type { SessionInput } from '../../../../src/session/transition.js';
import { layersTab } from '../../../../src/tui/present/tabs/layers.js';
import { presentPane } from '../../../../src/tui/present/pane.js';
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
