import test from 'ava';
import type { CommandPrompt } from '../../../src/tui/command-prompt.js';
import { lineOf } from '../../../src/tui/edit-line.js';
import { presentCommandPrompt } from '../../../src/tui/present/command-prompt.js';
import { present } from '../../../src/tui/present/present.js';
import { sceneOf, textOf } from '../../helpers/scene-of.js';
import { fails, next, ran, starts, tellSession } from '../../helpers/tell-session.js';

const paused = tellSession('FROM a\nRUN b\n', ran(0));
const failed = tellSession('FROM a\nRUN b\n', [...ran(0), next, starts(1), fails(1)]);

const atEnd = tellSession('FROM a\nRUN b\n', [...ran(0), ...ran(1)]);

const rows = (prompt: CommandPrompt, columns = 80): string[] =>
  presentCommandPrompt(sceneOf(paused, { columns }), prompt).map(textOf);

test('a command that is typed stands above the keys, and says where it runs', (t) => {
  t.deepEqual(rows({ line: lineOf('ls') }), [
    ' before the step: ls',
    ' Enter runs it as a RUN here  Tab completes  Up history  Esc leaves',
  ]);
  const [line] = presentCommandPrompt(sceneOf(failed), { line: lineOf('ls') });
  t.is(textOf(line), ' in what failed: ls');
  const [last] = presentCommandPrompt(sceneOf(atEnd), { line: lineOf('ls') });
  t.is(textOf(last), ' after the last step: ls');
});

test('the cursor is marked where it is, blanks and wide characters counted', (t) => {
  const line = { text: 'a 日本 b', cursor: 2 };
  const [{ spans }] = presentCommandPrompt(sceneOf(paused), { line });
  t.deepEqual(
    spans.slice(1).map(({ text, style }) => [text, style]),
    [
      ['a ', undefined],
      ['日', 'found'],
      ['本 b', undefined],
    ],
  );
});

test('of a command that is too long the part before the cursor is seen', (t) => {
  t.is(rows({ line: lineOf('abcdefghijklmnopqrstuvwxyz') }, 30)[0], ' before the step: qrstuvwxyz');
});

test('what is asked for, what was found and that nothing was', (t) => {
  t.is(rows({ line: lineOf('x'), completion: 'asked' })[1], ' …');
  t.is(rows({ line: lineOf('x'), completion: [] })[1], ' nothing completes it');
  t.is(rows({ line: lineOf('x'), completion: ['/etc/group', '/etc/x\u001b/'] })[1], ' 2: group  x␛/');
});

test('a command that is typed has the place of what happens and of the keys', (t) => {
  const command = { line: lineOf('ls') };
  const { rows: all } = present(sceneOf(paused, { view: { command } }));
  t.deepEqual(all.status?.map(textOf).slice(1), rows(command));
});
