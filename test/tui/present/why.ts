import test from 'ava';
import type { SessionState } from '../../../src/session/state.js';
import { presentPane } from '../../../src/tui/present/pane.js';
import { sceneOf, textOf } from '../../helpers/scene-of.js';
import { ran, tellSession } from '../../helpers/tell-session.js';

const text = 'FROM a\nRUN one\n\nRUN two\n';

const isSeen = test.macro(
  (t, changes: Partial<SessionState>, cursor: number, title: string, rows: readonly string[]) => {
    const told = tellSession(text, [...ran(0)]);
    const scene = sceneOf(
      { ...told, session: { ...told.session, ...changes } },
      { view: { cursor, isWhyOpen: true } },
    );
    const pane = presentPane(scene, { width: 44, height: 8 });
    t.is(textOf({ spans: pane.title }), title);
    t.deepEqual(pane.rows.map(textOf), rows);
  },
);

const reasons: SessionState['reasons'] = [
  [{ type: 'not-kept' }],
  [{ type: 'text', before: 'RUN on', after: 'RUN one' }],
  [{ type: 'follows', line: 2 }],
];
const kept: SessionState['checkpoints'] = { 1: { image: 'x', bytes: 0, kept: true } };

test('what has changed', isSeen, { reasons }, 2, 'why 2: RUN one · y closes', [
  'it has to run:',
  'its text has changed: RUN [-on-]{+one+}',
  'Y keeps it as it was',
]);
test('what stands on what has changed', isSeen, { reasons }, 4, 'why 4: RUN two · y closes', [
  'it has to run:',
  'it follows line 2, which makes something els',
  'e',
  'Y keeps it as it was',
]);
test(
  'a checkpoint stands for it',
  isSeen,
  { reasons, checkpoints: { 1: { image: 'x', bytes: 0 } } },
  2,
  'why 2: RUN one · y closes',
  ['it need not run: a checkpoint stands for it,', ' and nothing has changed'],
);
test('one that is kept', isSeen, { reasons, checkpoints: kept }, 2, 'why 2: RUN one · y closes', [
  'kept, as you asked for, although it has chan',
  'ged:',
  'its text has changed: RUN [-on-]{+one+}',
]);
test('a line without a step', isSeen, { reasons }, 3, 'why', ['no step of this build stands on line 3']);
