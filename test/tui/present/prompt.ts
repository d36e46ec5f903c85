import test from 'ava';
import { presentPrompt } from '../../../src/tui/present/prompt.js';
import { present } from '../../../src/tui/present/present.js';
import { sceneOf, textOf } from '../../helpers/scene-of.js';
import { tellSession } from '../../helpers/tell-session.js';

const context = tellSession('FROM a AS one\nRUN b\n', [
  { type: 'toggleBreakpoint', line: 2 },
  { type: 'setBreakpoint', place: '$PATH == x' },
]);

test('what is typed stands above what is set', (t) => {
  const rows = presentPrompt(sceneOf(context), '/ap').map(textOf);
  t.deepEqual(rows, [' break at /ap_', ' Enter sets or clears  Esc leaves  set: fail  2  $PATH == "x"']);
});

test('what is cleared is not among what is set', (t) => {
  const cleared = tellSession('FROM a\nRUN b\n', [{ type: 'setBreakpoint', place: 'fail' }]);
  t.regex(textOf(presentPrompt(sceneOf(cleared), '')[1]), / set: none$/);
});

test('of a long line the end is seen', (t) => {
  const [line] = presentPrompt(sceneOf(context, { columns: 20 }), 'abcdefghijklmnop');
  t.is(textOf(line), ' break at hijklmnop_');
});

test('it has the place of what happens and of the keys', (t) => {
  const { rows } = present(sceneOf(context, { view: { prompt: 'x' } }));
  t.deepEqual(rows.status?.map(textOf).slice(1), presentPrompt(sceneOf(context), 'x').map(textOf));
});
