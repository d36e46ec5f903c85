import test from 'ava';
import type { SessionInput } from '../../../src/session/transition.js';
import { widthOfAll } from '../../../src/tui/present/fit.js';
import { presentHappening, presentKeys, presentProgress } from '../../../src/tui/present/status.js';
import { planOf } from '../../helpers/plan-of.js';
import { planReplaced } from '../../helpers/plan-replaced.js';
import { sceneOf, textOf, type Looks } from '../../helpers/scene-of.js';
import {
  fails,
  finishes,
  next,
  ran,
  reports,
  reuses,
  skips,
  starts,
  tellSession,
  time,
} from '../../helpers/tell-session.js';

const text = `FROM a
RUN make \\
  all
RUN test
`;
const running = [...ran(0), next, starts(1)];
const all = [0, 1, 2].flatMap((step) => ran(step));

const accepted: SessionInput = { type: 'step/accepted', step: 1, stage: '0', line: 2, text: '', time };

const stands = test.macro<[inputs: readonly SessionInput[], expected: string, looks?: Looks]>({
  exec: (t, inputs, expected, looks) => {
    t.is(textOf(presentProgress(sceneOf(tellSession(text, inputs), looks))), ` ${expected}`);
  },
  title: (name = '', _, expected) => `${name}: ${expected}`,
});

test('at the beginning', stands, [], 'done nothing yet │ next 1: FROM a');
test('at a pause', stands, ran(0), 'done 1: FROM a (1.2s) │ next 2: RUN make all');
test('running', stands, running, 'done 1: FROM a (1.2s) │ running 2: RUN make all');
test('failed', stands, [...running, fails(1)], 'done 1: FROM a (1.2s) │ failed 2: RUN make all');
test('reused', stands, [next, starts(0), reuses(0)], 'done 1: FROM a (reused) │ next 2: RUN make all');
test(
  'skipped',
  stands,
  [...ran(0), { type: 'skip' }, skips(1)],
  'done 2: RUN make all (skipped) │ next 4: RUN test',
);
test(
  'accepted',
  stands,
  [...running, fails(1), { type: 'acceptWreck' }, accepted],
  'done 2: RUN make … (accepted, by hand) │ next 4: RUN test',
);
test('at the end', stands, all, 'done 4: RUN test (1.2s) │ next the end');
test(
  'a long step done gives way to the next',
  stands,
  all.slice(0, -3),
  'done 2: RU… (1.2s) │ next 4: RUN test',
  {
    columns: 40,
  },
);

const happens = test.macro<[inputs: readonly SessionInput[], expected: string, looks?: Looks]>({
  exec: (t, inputs, expected, looks) => {
    t.is(textOf(presentHappening(sceneOf(tellSession(text, inputs), looks))), ` ${expected}`);
  },
  title: (name = '', _, expected) => `${name}: ${expected}`,
});

const breakpoint: SessionInput = { type: 'toggleBreakpoint', line: 3 };
const after = (milliseconds: number): Looks => ({
  view: { runningSince: Date.parse(time) },
  now: Date.parse(time) + milliseconds,
});
const onward: SessionInput[] = [...ran(0), { type: 'continue' }, starts(1)];

test('at the beginning', happens, [], 'paused before step 1 of 3');
test(
  'where a state was made by hand',
  happens,
  [...ran(0), { type: 'skip' }, skips(1)],
  'paused before step 3 of 3, in a state made by hand',
);
test('running', happens, running, 'running step 2 of 3');
test('running for a while', happens, running, 'running step 2 of 3 · 3.4s', after(3400));
test(
  'running on',
  happens,
  onward,
  'running step 2 of 3, on to a breakpoint, a failure or the end · 12ms',
  after(12),
);
test(
  'running on to a step',
  happens,
  [...ran(0), { type: 'goTo', step: 2 }, starts(1)],
  'running step 2 of 3, on to line 4 · 12ms',
  after(12),
);
test(
  'running on to the end by its place',
  happens,
  [...ran(0), { type: 'goTo', step: 3 }, starts(1)],
  'running step 2 of 3, on to the end · 12ms',
  after(12),
);
test('failed', happens, [...running, fails(1, 'RUN failed')], 'RUN failed');
test('a breakpoint set', happens, [breakpoint], 'breakpoint on line 2');
test(
  'stopped at a breakpoint',
  happens,
  [breakpoint, ...ran(0)],
  'paused before step 2 of 3, at the breakpoint on line 2',
);
test(
  'stopped at a breakpoint of another kind',
  happens,
  [{ type: 'setBreakpoint', place: '/ma/' }, ...ran(0)],
  'paused before step 2 of 3, at the breakpoint /ma/',
);
test('a breakpoint on any line of the step is meant', (t) => {
  const happening = (line: number): string =>
    textOf(presentHappening(sceneOf(tellSession(text, ran(0), { breakpoints: [{ type: 'line', line }] }))));
  t.regex(happening(3), /at the breakpoint on line 2/);
  t.notRegex(happening(1), /breakpoint/);
  t.notRegex(happening(4), /breakpoint/);
});

test('what failed is told in the style of what is bad', (t) => {
  const stylesOf = (inputs: readonly SessionInput[]): (string | undefined)[] => {
    const scene = sceneOf(tellSession(text, inputs));
    return [presentProgress(scene).spans[4]?.style, presentHappening(scene).spans[0]?.style];
  };
  t.deepEqual(stylesOf([...running, fails(1)]), ['bad', 'bad']);
  t.deepEqual(stylesOf(running), ['current', undefined]);
});

test('after the last step', happens, all, 'making the image');
test('finished', happens, [...all, finishes()], 'made the image 0123456789ab');
test(
  'finished with a tag',
  happens,
  [...all, finishes('app:1', 'app:2')],
  'made the image 0123456789ab app:1, app:2',
);
test('a session that teaches says that it stops everywhere, and how to end that', (t) => {
  const told = tellSession(text, ran(0), { teaches: true });
  t.is(
    textOf(presentHappening(sceneOf(told))),
    ' paused before step 2 of 3; teaching stops before each, T runs freely',
  );
});
test('a refusal', happens, [...running, next], 'a step is running; Ctrl-C interrupts it');
test('a problem of several lines is one row', happens, [reports('one\r\n  two\u001b[2J')], 'one two␛[2J');
test('so is a failure', happens, [...running, fails(1, 'one\ntwo')], 'one two');
test('before anything', happens, [], 'preparing', {
  session: { ...tellSession(text).session, status: 'ready' },
});

const keysOf = (inputs: readonly SessionInput[], columns: number): string =>
  textOf(presentKeys(sceneOf(tellSession(text, inputs), { columns }))).trim();

test('the keys that make sense now are hinted at', (t) => {
  t.is(
    keysOf(ran(0), 120),
    'n next  c continue  s shell  : run  u back  b break  e edit  w write  h here  x skip  q quit  ? help',
  );
  t.is(keysOf(ran(0), 80), 'n next  c continue  s shell  : run  u back  b break  e edit  q quit  ? help');
  t.is(keysOf(running, 100), 'b break  ^C interrupt  q quit  ? help');
  t.is(
    keysOf([...running, fails(1)], 125),
    'r retry  R retry on top  s shell  f fix  : run  u back  b break  e edit  w write  h here  x skip  q quit  ? help',
  );
  t.is(
    keysOf([...all, finishes()], 100),
    's shell  : run  u back  b break  e edit  w write  h here  q quit  ? help',
  );
});

test('where there is no room for all, quit and help stay, and no hint is cut', (t) => {
  for (let columns = 40; columns < 120; columns += 1) {
    const keys = presentKeys(sceneOf(tellSession(text, [...running, fails(1)]), { columns }));
    t.true(widthOfAll(keys.spans) <= columns);
    t.regex(textOf(keys), / q quit {2}\? help$/);
  }
  t.is(keysOf(ran(0), 40), 'n next  c continue  q quit  ? help');
});

test('while the plan is made anew the status says so, and afterwards what has become of it', (t) => {
  const scene = sceneOf(tellSession(text, [...ran(0), { type: 'replan' }]));
  t.is(textOf(presentHappening(scene)), ' reading the Dockerfile again');
  const failing = sceneOf(tellSession(text, [...running, fails(1), { type: 'replan' }]));
  t.regex(textOf(presentProgress(failing)), /failed 2: RUN make/, 'nothing has become of it yet');
  const replaced = planReplaced(scene.session.plan, text.replace('RUN test', 'RUN other'));
  const told = sceneOf(tellSession(text, [...ran(0), { type: 'replan' }, replaced]));
  t.regex(textOf(presentHappening(told)), /the plan is made anew: it changes from line 4 on; all that was/);
});

test('what is wrong with the Dockerfile stays in the status until it is mended', (t) => {
  const refused: SessionInput = { type: 'plan/refused', message: 'Dockerfile:2:1: no\n  2 | FORM', time };
  const stale = [...ran(0), { type: 'replan' } as const, refused, ...ran(1)];
  t.is(
    textOf(presentHappening(sceneOf(tellSession(text, stale)))),
    ' the last good plan stays: Dockerfile:2:1: no',
  );
  const { plan } = tellSession(text).session;
  const mended = sceneOf(tellSession(text, [...stale, { type: 'replan' }, planReplaced(plan, text), next]));
  t.notRegex(textOf(presentHappening(mended)), /last good plan/);
});

test('r is hinted at only where it does something else than n', (t) => {
  const hints = (...inputs: readonly SessionInput[]): string =>
    textOf(presentKeys(sceneOf(tellSession(text, inputs), { columns: 200 })));
  t.notRegex(hints(), / r retry /);
  t.notRegex(hints(...ran(0)), / r retry /);
  t.regex(hints(...running, fails(1)), / r retry /);
  t.regex(hints(...ran(0), { type: 'skip' }, skips(1)), / r retry /);
});

test('a fix that is proved is not hinted to be changed', (t) => {
  const fix = {
    step: 1,
    commands: [],
    instruction: 'RUN make',
    before: text,
    text: text.replace('all', 'most'),
    isEdited: false,
    time,
  };
  const proposed: readonly SessionInput[] = [...running, fails(1), { type: 'fix/proposed', ...fix }];
  const proved: readonly SessionInput[] = [
    ...proposed,
    { type: 'proveFix' },
    planReplaced(planOf(text), fix.text, { source: 'given' }),
    ...ran(1).slice(1),
    { type: 'fix/proved', step: 1, line: 2, text: '', time },
  ];
  const hints = (inputs: readonly SessionInput[]): string =>
    textOf(presentKeys(sceneOf(tellSession(text, inputs), { columns: 200 })));
  t.regex(hints(proposed), /Space on\/off .* e edit/);
  t.regex(hints(proved), /Enter go on/);
  t.notRegex(hints(proved), /on\/off|e edit/);
});
