import test from 'ava';
import type { SessionInput } from '../../src/session/transition.js';
import { openLesson, turnToLesson } from '../../src/tui/turn-to-lesson.js';
import { openView, type TabName } from '../../src/tui/view-state.js';
import {
  fails,
  finishes,
  keeps,
  next,
  prints,
  ran,
  reuses,
  skips,
  starts,
  tellSession,
} from '../helpers/tell-session.js';

const text = 'FROM a\nRUN one\nCOPY a b\n';
const wide = { columns: 120, rows: 40 };

const shows = test.macro<
  [before: TabName, inputs: readonly SessionInput[], after: TabName, teaches?: boolean]
>({
  exec: (t, tab, inputs, after, teaches = true) => {
    const view = { ...openView(wide), tab };
    t.is(turnToLesson(view, inputs.at(-1)!, tellSession(text, inputs, { teaches })).tab, after);
  },
  title: (name = '', before, _, after) => `${name}: from ${before} to ${after}`,
});

test('a lesson at a stop', shows, 'output', ran(0), 'explain');
test(
  'a lesson at a stop behind a step that is reused',
  shows,
  'config',
  [next, starts(0), reuses(0)],
  'explain',
);
test(
  'a lesson behind a step that is skipped',
  shows,
  'output',
  [...ran(0), { type: 'skip' }, skips(1)],
  'explain',
);
test('a lesson while a RUN runs', shows, 'explain', [...ran(0), next, starts(1)], 'output');
test('a lesson while a COPY runs', shows, 'explain', [...ran(0), ...ran(1), next, starts(2)], 'explain');
test('a lesson at a failure', shows, 'explain', [...ran(0), next, starts(1), fails(1)], 'output');
test('a lesson at the end', shows, 'explain', [...ran(0), ...ran(1), ...ran(2), finishes()], 'output');
test(
  'a tab the user chose while a step prints',
  shows,
  'explain',
  [...ran(0), next, starts(1), prints(1, 'x')],
  'explain',
);
test('a tab the user chose at a stop', shows, 'layers', [...ran(0), keeps(0)], 'layers');
test('teaching that is switched on', shows, 'output', [{ type: 'toggleTeaching' }], 'explain', false);
test('teaching that is switched off', shows, 'layers', [{ type: 'toggleTeaching' }], 'layers');
test('a session that does not teach', shows, 'output', ran(0), 'output', false);

test('a lesson opens with its explanation, which has a small screen for itself', (t) => {
  t.like(openLesson(openView(wide)), { tab: 'explain', zoom: 'both' });
  t.like(openLesson(openView({ columns: 80, rows: 24 })), { tab: 'explain', zoom: 'pane' });
});
