import test from 'ava';
import { presentPane } from '../../../../src/tui/present/pane.js';
import { explainTab } from '../../../../src/tui/present/tabs/explain.js';
import type { Explain, ViewState } from '../../../../src/tui/view-state.js';
import { sceneOf, textOf } from '../../../helpers/scene-of.js';
import { tellSession } from '../../../helpers/tell-session.js';
import { updateView } from '../../../../src/tui/update-view.js';

const text = 'FROM a\n\nRUN one\nRUN two\n';
const box = { width: 30, height: 5 };
const many: Explain = (step) => Array.from({ length: 20 }, (_, at) => `${step}: ${at}`);

const see = (cursor: number, explain?: Explain): string[] => {
  const scene = sceneOf(
    { ...tellSession(text), ...(explain === undefined ? {} : { explain }) },
    { view: { cursor, tab: 'explain' } },
  );
  return presentPane(scene, box).rows.map(textOf);
};

test('the step at the cursor is explained, for the width there is', (t) => {
  t.deepEqual(see(3), ['step 1 in 30 columns']);
});

test('a line without a step says so', (t) => {
  t.deepEqual(see(2), ['no step of this build stands on line 2']);
});

test('words that are too long are cut, colours stay', (t) => {
  t.deepEqual(
    see(3, () => ['x'.repeat(40)]),
    ['x'.repeat(30), `${' '.repeat(9)}${'x'.repeat(10)}`],
  );
  const scene = sceneOf({ ...tellSession(text), explain: () => ['\u001b[1mbold\u001b[22m'] });
  t.is(explainTab.content(scene, box).lines.rowsAt(0)[0]?.spans[0]?.text, '\u001b[1mbold\u001b[22m');
});

test('what has no room goes on below its beginning, from a blank on, in its colour', (t) => {
  const cyan = (words: string): string => `\u001b[36m${words}\u001b[39m`;
  const line = `\u001b[2mby hand  \u001b[22m${cyan('docker run --rm a sh -c true')}`;
  t.deepEqual(
    see(3, () => [line, `         ${cyan('  docker commit by-hand b:2')}`]),
    [
      'by hand  docker run --rm a sh',
      '         -c true',
      '           docker commit',
      '           by-hand b:2',
    ],
  );
  const scene = sceneOf({ ...tellSession(text), explain: () => [line] }, { view: { cursor: 3 } });
  const rows = explainTab.content(scene, box).lines.rowsAt(0);
  t.is(rows[1]?.spans[0]?.text, `         ${cyan('-c true')}`);
});

test('the triggers of a base image are explained with their FROM', (t) => {
  const { session, ...context } = tellSession(text);
  const steps = session.plan.steps.map((step) => ({ ...step, line: 1, endLine: 1 }));
  const scene = sceneOf(
    { ...context, session: { ...session, plan: { ...session.plan, steps } } },
    { view: { cursor: 1, tab: 'explain' } },
  );
  t.deepEqual(presentPane(scene, { ...box, width: 40 }).rows.map(textOf), [
    'step 0 in 40 columns',
    'step 1 in 40 columns',
    'step 2 in 40 columns',
  ]);
});

test('another step is explained from its beginning', (t) => {
  const context = { ...tellSession(text), explain: many };
  const start: ViewState = { ...sceneOf(context).view, cursor: 3, tab: 'explain' };
  const first = (view: ViewState): string => textOf(presentPane(sceneOf(context, { view }), box).rows[0]!);
  const scrolled = updateView(start, { type: 'scrollPane', by: 'row', direction: 1 }, context);
  t.is(first(scrolled), '1: 1');
  t.is(first(updateView(scrolled, { type: 'moveCursor', by: 'line', direction: 1 }, context)), '2: 0');
});
