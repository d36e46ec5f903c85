// How a frame is divided, and its parts that are neither source nor output nor status.
import test from 'ava';
import {
  checkpointsBindings,
  filesBindings,
  fixBindings,
  keyBindings,
  searchBindings,
} from '../../../src/tui/keys.js';
import { widthOfAll } from '../../../src/tui/present/fit.js';
import { presentHeader } from '../../../src/tui/present/header.js';
import { helpLength, presentHelp } from '../../../src/tui/present/help.js';
import { layOut, type Layout } from '../../../src/tui/present/layout.js';
import type { ViewState } from '../../../src/tui/view-state.js';
import { sceneOf, textOf, type Looks } from '../../helpers/scene-of.js';
import { ran, starts, next, tellSession, time } from '../../helpers/tell-session.js';

const describe = ({ type, source, output, help }: Layout): string => {
  const boxes = { source, output, help };
  const alone = { help: ['help'], pane: ['output'], source: ['source'] } as const;
  const names = type in alone ? alone[type as keyof typeof alone] : (['source', 'output'] as const);
  return [type, ...names.map((name) => `${name} ${boxes[name].width}x${boxes[name].height}`)].join(', ');
};

const isLaid = test.macro<
  [size: string, expected: string, asked?: Partial<Pick<ViewState, 'isHelpOpen' | 'zoom'>>]
>({
  exec: (t, size, expected, asked = {}) => {
    const [columns = 0, rows = 0] = size.split('x').map(Number);
    const layout = layOut({ size: { columns, rows }, isHelpOpen: false, zoom: 'both', ...asked });
    t.is(expected === 'tooSmall' ? layout.type : describe(layout), expected);
  },
  title: (name = '', size, expected) => `${name} ${size} is ${expected}`,
});

test(isLaid, '80x24', 'below, source 80x12, output 80x7');
test(isLaid, '99x24', 'below, source 99x12, output 99x7');
test(isLaid, '100x24', 'beside, source 49x19, output 50x19');
test(isLaid, '120x40', 'beside, source 59x35, output 60x35');
test(isLaid, '121x40', 'beside, source 60x35, output 60x35');
test(isLaid, '40x10', 'below, source 40x3, output 40x2');
test('with help open', isLaid, '80x24', 'help, help 80x19', { isHelpOpen: true });
test('with help open', isLaid, '120x40', 'help, help 120x35', { isHelpOpen: true });
test(isLaid, '39x10', 'tooSmall');
test(isLaid, '40x9', 'tooSmall');
test('with help open', isLaid, '39x10', 'tooSmall', { isHelpOpen: true });

for (const columns of [80, 120]) {
  const size = `${columns}x24`;
  test('the pane alone', isLaid, size, `pane, output ${columns}x19`, { zoom: 'pane' });
  test('the source alone', isLaid, size, `source, source ${columns}x20`, { zoom: 'source' });
}
test('help over the pane alone', isLaid, '80x24', 'help, help 80x19', { zoom: 'pane', isHelpOpen: true });

test('in every window the parts and the bars make up the whole, and no part is empty', (t) => {
  for (let columns = 40; columns < 160; columns += 3) {
    for (let rows = 10; rows < 60; rows += 1) {
      const { type, source, output } = layOut({ size: { columns, rows }, isHelpOpen: false, zoom: 'both' });
      const isBeside = type === 'beside';
      t.is(5 + (isBeside ? source.height : source.height + output.height), rows);
      t.is(isBeside ? source.width + 1 + output.width : source.width, columns);
      t.true(Math.min(source.width, source.height, output.width, output.height) > 0);
    }
  }
});

const says = test.macro<[text: string, expected: string, looks?: Looks]>({
  exec: (t, text, expected, looks) => {
    const header = presentHeader(sceneOf(tellSession(text), looks));
    t.true(header.bar);
    t.is(textOf(header).replace(/ {2,}docker 28\.5 · 0ms$/, ''), expected);
  },
  title: (name = '') => name,
});

const one = 'FROM a\n';
const named = 'FROM a AS app\n';
const two = 'FROM a AS one\nFROM one\n';

test('a single stage without a name is no target worth a word', says, one, ' refrom  Dockerfile');
test('a single stage with a name is named', says, named, ' refrom  Dockerfile · target app');
test('several stages are counted', says, two, ' refrom  Dockerfile · 2 stages');
test(
  'of several stages the target is named',
  says,
  'FROM a AS one\nFROM one AS app\n',
  ' refrom  Dockerfile · target app (2 stages)',
);
test('stages that are not needed do not count', says, 'FROM a AS one\nFROM a\n', ' refrom  Dockerfile');
test('the image to be made is named', says, one, ' refrom  Dockerfile · app:1', { imageName: 'app:1' });
test(
  'where there is no room for the engine, the file stays',
  says,
  named,
  ' refrom  Dockerfile · target app',
  {
    columns: 40,
  },
);

test('controls in a name are shown, not obeyed', (t) => {
  const context = tellSession(one);
  const source = { ...context.source, path: 'a\u001b[2J\nb' };
  t.regex(textOf(presentHeader(sceneOf({ ...context, source }))), / refrom {2}a␛\[2J␊b {2,}docker/);
  const imageName = 'x\u0007';
  t.regex(textOf(presentHeader(sceneOf(context, { imageName }))), / · x␇ {2,}docker/);
});

test('the time is that of all steps, the running one included', (t) => {
  const scene = sceneOf(tellSession('FROM a\nRUN b\n', [...ran(0, '', 500), next, starts(1)]), {
    view: { runningSince: Date.parse(time) },
    now: Date.parse(time) + 1000,
  });
  t.regex(textOf(presentHeader(scene)), / {2}docker 28\.5 · 1\.5s$/);
});

const context = tellSession('FROM a\nRUN b\n', ran(0));

const all = [...keyBindings, ...filesBindings, ...checkpointsBindings, ...fixBindings, ...searchBindings];

test('the help says of every key what it does, one row each', (t) => {
  const { rows, title } = presentHelp(sceneOf(context), 100);
  t.is(rows.length, all.length);
  for (const [index, { label, description }] of all.entries()) {
    t.is(textOf(rows[index]!).replace(/ {2,}/g, '|'), `|${label}|${description}`);
  }
  t.is(textOf({ spans: title }), 'keys · Esc closes');
});

test('what the keys do stands in one column', (t) => {
  const { rows } = presentHelp(sceneOf(context), 100);
  const columns = rows.map((row, index) => textOf(row).indexOf(all[index]!.description, 8));
  t.is(new Set(columns).size, 1);
});

test('nothing of it is cut in a window of 80 columns', (t) => {
  for (const row of presentHelp(sceneOf(context), 100).rows) t.true(widthOfAll(row.spans) <= 80, textOf(row));
});

test('in a low window it says how much there is below, until its end is seen', (t) => {
  const at = (helpTop: number): { title: string; count: number; first: string } => {
    const { title, rows } = presentHelp(sceneOf(context, { view: { helpTop } }), 10);
    return { title: textOf({ spans: title }), count: rows.length, first: textOf(rows[0]!) };
  };
  t.is(at(0).title, `keys · Esc closes · ${helpLength - 10} lines below`);
  t.is(at(helpLength - 11).title, 'keys · Esc closes · 1 line below');
  t.is(at(helpLength - 10).title, 'keys · Esc closes');
  t.is(at(3).count, 10);
  t.regex(at(3).first, /^ {2}R /);
});

test('keys that make no sense now are faint', (t) => {
  const running = tellSession('FROM a\nRUN b\n', [...ran(0), next, starts(1)]);
  const { rows } = presentHelp(sceneOf(running), 100);
  const faint = rows.filter(({ spans }) => spans.some(({ style }) => style === 'faint')).map(textOf);
  t.deepEqual(
    faint.filter((row) => !row.includes('in a fix:')).map((row) => row.trim()[0]),
    ['n', 'c', 'r', 'R', 's', 'f', 'A', 'S', ':', 'z', 'u', 'Y', 'e', 'w', 'h', 'g', 'a', 'x', 'E'],
  );
});
