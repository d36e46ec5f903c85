// The search in the pane: from match to match, with what is found in sight.
import test from 'ava';
import { keyTable } from '../../src/tui/keys.js';
import { presentPane } from '../../src/tui/present/pane.js';
import { presentSearch } from '../../src/tui/present/search-prompt.js';
import { layOut } from '../../src/tui/present/layout.js';
import type { Style } from '../../src/tui/present/span.js';
import { updateView, type ViewUpdate } from '../../src/tui/update-view.js';
import { openView, type ViewState } from '../../src/tui/view-state.js';
import { sceneOf, textOf } from '../helpers/scene-of.js';
import { ran, tellSession } from '../helpers/tell-session.js';

/** Lines 0 to 99; the word stands in 10, 50 and, wrapped over two rows, in 90. */
const lines = Array.from({ length: 100 }, (_, at) => `line ${at}`);
lines[10] = '\u001b[31mfound Here\u001b[0m';
lines[50] = 'here (and HERE)';
lines[90] = `${'x'.repeat(78)}here`;
const context = tellSession('FROM a\nRUN b\n', [...ran(0), ...ran(1, lines.join('\n'))]);
/** Seven rows of output. */
const view = openView({ columns: 80, rows: 24 });

const find = (direction: 1 | -1): ViewUpdate => ({ type: 'findMatch', direction });
const after = (start: Partial<ViewState>, ...updates: ViewUpdate[]): ViewState =>
  updates.reduce<ViewState>((seen, update) => updateView(seen, update, context), { ...view, ...start });

const told = ({ search }: ViewState): string =>
  search?.found === undefined || search.found === 'nothing'
    ? String(search?.found)
    : `${search.found.number} of ${search.found.count}`;

/** The pieces of what is seen that have this style. */
const styled = (seen: ViewState, wished: Style): string[] =>
  presentPane(sceneOf(context, { view: seen }), layOut(seen).output)
    .rows.flatMap(({ spans }) => spans)
    .filter(({ style }) => style === wished)
    .map(({ text }) => text);

const search = { query: 'here' };

test('from the end of the output the next match is the first of all, and so on round', (t) => {
  let seen = after({ search });
  const numbers: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    seen = after(seen, find(1));
    numbers.push(told(seen));
    t.regex(styled(seen, 'found').join(''), /^here$/i, 'what is found is in sight');
  }
  t.deepEqual(numbers, ['1 of 4', '2 of 4', '3 of 4', '4 of 4', '1 of 4']);
});

test('backwards it begins with the nearest before what is seen', (t) => {
  const once = after({ search }, find(-1));
  t.is(told(once), '4 of 4');
  t.is(told(after(once, find(-1))), '3 of 4');
  t.is(told(after({ search, outputTop: { line: 5, row: 0 } }, find(-1))), '4 of 4');
});

test('the search goes on from where one looks', (t) => {
  t.is(told(after({ search, outputTop: { line: 30, row: 0 } }, find(1))), '2 of 4');
});

test('what is in sight already does not move', (t) => {
  const outputTop = { line: 49, row: 0 };
  t.deepEqual(after({ search, outputTop }, find(1)).outputTop, outputTop);
  t.is(after({ search }, find(1)).outputTop?.line, 7, 'else it comes to the middle');
});

test('a match over two rows is shown in both', (t) => {
  const seen = after({ search, outputTop: { line: 88, row: 0 } }, find(1));
  t.deepEqual(styled(seen, 'found'), ['he', 're']);
});

test('all that is seen is marked, what was come to in its own way', (t) => {
  const seen = after({ search, outputTop: { line: 49, row: 0 } }, find(1));
  t.deepEqual([styled(seen, 'found'), styled(seen, 'match')], [['here'], ['HERE']]);
});

test('signs are searched for as they are typed', (t) => {
  t.is(told(after({ search: { query: '(and' } }, find(1))), '1 of 1');
  t.is(told(after({ search: { query: 'l.ne' } }, find(1))), 'nothing');
});

test('nothing typed and nothing found move nothing', (t) => {
  const empty: ViewState = { ...view, search: { query: '' } };
  t.deepEqual(after(empty, find(1)), empty);
  const missing = after({ search: { query: 'nowhere' } }, find(1));
  t.deepEqual(missing, { ...view, search: { query: 'nowhere', found: 'nothing' } });
});

test('another query has not been looked for yet', (t) => {
  const typed = after({ search }, find(1), { type: 'typeSearch', text: 's' });
  t.deepEqual(typed.search, { query: 'heres' });
  t.deepEqual(after(typed, { type: 'eraseSearch' }).search, { query: 'here' });
});

test('the search takes the place of the help and of why, and shows the pane', (t) => {
  const open = after({ isHelpOpen: true, isWhyOpen: true, zoom: 'source' }, { type: 'openSearch' });
  t.deepEqual(open, { ...view, search: { query: '' } });
});

test('another tab is searched too', (t) => {
  const seen = after({ tab: 'config', search: { query: 'workdir' } }, find(1));
  t.is(told(seen), '1 of 1');
  t.deepEqual(styled(seen, 'found'), ['WORKDIR']);
});

const prompt = (width: number, found?: 'nothing' | number): string => {
  const match = { line: 0, start: 0, end: 1 };
  const state =
    found === undefined ? {} : { found: found === 'nothing' ? found : { match, number: found, count: 9 } };
  return textOf(presentSearch({ query: 'here', ...state }, keyTable.search, width)).replaceAll(/ {2,}/g, '|');
};

test('the prompt shows what is typed, what it came to, and what the keys do', (t) => {
  t.is(prompt(80), ' /here|Enter next|Up previous|Esc leaves');
  t.is(prompt(80, 3), ' /here|3 of 9|Enter next|Up previous|Esc leaves');
  t.is(prompt(80, 'nothing'), ' /here|not found|Enter next|Up previous|Esc leaves');
  t.is(prompt(30, 3), ' /here|3 of 9', 'the hints give way first');
});

test('of a long query the end is seen', (t) => {
  const row = presentSearch({ query: `${'日'.repeat(60)}end`, found: 'nothing' }, keyTable.search, 40);
  t.regex(textOf(row), /日end {2}not found$/);
});
