import test from 'ava';
import type { SessionInput } from '../../../../src/session/transition.js';
import { presentPane } from '../../../../src/tui/present/pane.js';
import { outputTab } from '../../../../src/tui/present/tabs/output.js';
import { sceneOf, textOf, type Looks } from '../../../helpers/scene-of.js';
import {
  fails,
  keeps,
  next,
  prints,
  ran,
  reuses,
  starts,
  tellSession,
  time,
} from '../../../helpers/tell-session.js';

const text = 'FROM a\nRUN make it all\nRUN test\n';

interface Seen {
  readonly title: string;
  readonly rows: readonly string[];
}

function see(inputs: readonly SessionInput[], looks: Looks = {}, box = { width: 40, height: 5 }): Seen {
  const scene = sceneOf(tellSession(text, inputs), looks);
  const { rows } = presentPane(scene, box);
  return { title: outputTab.content(scene, box).subject, rows: rows.map(textOf) };
}

const isSeen = test.macro<
  [inputs: readonly SessionInput[], title: string, rows: readonly string[], looks?: Looks]
>({
  exec: (t, inputs, title, rows, looks) => {
    t.deepEqual(see(inputs, looks), { title, rows });
  },
  title: (name = '') => name,
});

const made = '2: RUN make it all';
const running = [...ran(0), next, starts(1)];
const numbers = (count: number): string =>
  Array.from({ length: count }, (_, index) => `l${index}\n`).join('');

test('before anything ran it says so', isSeen, [], '', ['nothing has run yet']);
test('what a step printed', isSeen, [...ran(0), ...ran(1, 'one\ntwo\n')], made, ['one', 'two']);
test('a step that printed nothing', isSeen, [...ran(0), ...ran(1)], made, ['it printed nothing']);
test('a running step that has printed nothing yet', isSeen, running, made, []);
test('the end of much', isSeen, [...ran(0), ...ran(1, numbers(9))], made, ['l4', 'l5', 'l6', 'l7', 'l8']);
test(
  'the beginning of much',
  isSeen,
  [...ran(0), ...ran(1, numbers(9))],
  made,
  ['l0', 'l1', 'l2', 'l3', 'l4'],
  { view: { outputTop: { line: 0, row: 0 } } },
);
test('long lines are wrapped', isSeen, [...running, prints(1, `${'x'.repeat(45)}\n`)], made, [
  'x'.repeat(40),
  'xxxxx',
]);
test(
  'a step that a checkpoint stands for says which',
  isSeen,
  [next, starts(0), reuses(0), keeps(0)],
  '1: FROM a',
  ['nothing was executed: a checkpoint stands for it', 'refrom/app:0-L0-0badcafe'],
);

const failed = (message: string, hint?: string): SessionInput[] => [
  ...running,
  prints(1, numbers(9)),
  fails(1, message, hint),
];

test('a failure stands below the last output', isSeen, failed('exit code 1', 'try r'), made, [
  'l6',
  'l7',
  'l8',
  '✗ exit code 1',
  'try r',
]);
test('a failure of several lines is shown in several', isSeen, failed('one\r\ntwo\u001b[2J', 'a\nb'), made, [
  'l7',
  'l8',
  '✗ one',
  'two␛[2J',
  'a',
]);
test('a long failure leaves room for output', isSeen, failed('x'.repeat(400)), made, [
  'l7',
  'l8',
  `✗ ${'x'.repeat(38)}`,
  'x'.repeat(40),
  'x'.repeat(40),
]);
test('a failed step that printed nothing shows only why', isSeen, [...running, fails(1, 'no')], made, [
  '✗ no',
]);
test(
  'the output of another step has no failure below',
  isSeen,
  failed('no'),
  '1: FROM a',
  ['it printed nothing'],
  {
    view: { cursor: 1 },
  },
);

test('in the lowest pane there is a row of output and one of the failure', (t) => {
  t.deepEqual(see(failed('no', 'try r'), {}, { width: 40, height: 2 }).rows, ['l8', '✗ no']);
});

test('output that was not kept is said to be missing where it would stand', (t) => {
  const inputs = [...running, prints(1, numbers(101_000))];
  const { rows } = see(inputs, { view: { outputTop: { line: 0, row: 0 } } });
  t.deepEqual(rows, ['… 1,000 earlier lines not kept', 'l1001', 'l1002', 'l1003', 'l1004']);
  t.deepEqual(see(inputs).rows, ['l100995', 'l100996', 'l100997', 'l100998', 'l100999']);
});

test('colours of a program are kept', (t) => {
  const scene = sceneOf(tellSession(text, [...running, prints(1, '\u001b[31mred\n')]));
  t.is(presentPane(scene, { width: 40, height: 5 }).rows[0]?.spans[0]?.text, '\u001b[31mred');
});

const says = (output: string): SessionInput => ({
  type: 'execution/output',
  step: 1,
  stream: 'stdout',
  text: output,
  time,
});

const tries = (command: string): SessionInput[] => [
  { type: 'execution/started', step: 1, text: command, time },
  { type: 'execution/ended', step: 1, exitCode: 0, milliseconds: 1, time },
];

test('commands that were tried after a failure stand below it, and have not failed with it', (t) => {
  const plain = (inputs: readonly SessionInput[], height: number): string[] =>
    see(inputs, {}, { width: 40, height }).rows.map((line) => line.replaceAll(/\u001b\[\d*m/g, ''));
  const inputs = [...failed('exit code 1', 'try r'), ...tries('ls'), ...tries('id')];
  t.deepEqual(plain(inputs, 8), [
    'l7',
    'l8',
    '✗ exit code 1',
    'try r',
    ': ls',
    '[exit code 0]',
    ': id',
    '[exit code 0]',
  ]);
  t.deepEqual(plain([...running, fails(1, 'no'), ...tries('ls')], 5), ['✗ no', ': ls', '[exit code 0]']);
});

test('a failure goes with the output that it stood below', (t) => {
  const inputs = [...failed('no'), ...tries('ls'), says(numbers(101_000))];
  const { rows } = see(inputs, { view: { outputTop: { line: 0, row: 0 } } });
  t.deepEqual(rows.slice(1), ['l1001', 'l1002', 'l1003', 'l1004']);
  t.regex(rows[0] ?? '', /earlier lines not kept/);
});
