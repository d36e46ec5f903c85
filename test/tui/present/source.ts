// The Dockerfile with what is known of each line beside it.
import test from 'ava';
import type { SessionInput } from '../../../src/session/transition.js';
import { highlightLine, type LineLook } from '../../../src/tui/present/highlight-line.js';
import type { Span } from '../../../src/tui/present/span.js';
import { splitSource } from '../../../src/tui/split-source.js';
import { readTokens } from '../../helpers/shell-highlighter.js';
import { marksFor } from '../../../src/tui/present/marks.js';
import { presentSource } from '../../../src/tui/present/source.js';
import { sceneOf, textOf, type Looks } from '../../helpers/scene-of.js';
import {
  fails,
  keeps,
  next,
  ran,
  reuses,
  skips,
  starts,
  tellSession,
  time,
} from '../../helpers/tell-session.js';

const text = `# a comment
FROM a
RUN make \\
  all
RUN test
`;

const rowsOf = (inputs: readonly SessionInput[], looks: Looks = {}, width = 80): string[] =>
  presentSource(sceneOf(tellSession(text, inputs), looks), { width, height: 5 }).map(textOf);

const looksLike = test.macro<[inputs: readonly SessionInput[], rows: readonly string[], looks?: Looks]>({
  exec: (t, inputs, rows, looks) => {
    t.deepEqual(rowsOf(inputs, looks), rows);
  },
  title: (name = '') => name,
});

test(
  'the step that comes next has its mark',
  looksLike,
  [],
  [
    '                 1 # a comment',
    ' ▶               2 FROM a',
    '                 3 RUN make \\',
    '                 4   all',
    '                 5 RUN test',
  ],
);

test(
  'steps done have a mark, their time, and the size of their checkpoint',
  looksLike,
  [...ran(0, '', 12), ...ran(1, '', 62_000), keeps(1)],
  [
    '                 1 # a comment',
    ' ✓   12ms        2 FROM a',
    ' ✓  1m 2s  1.2MB 3 RUN make \\',
    '                 4   all',
    ' ▶               5 RUN test',
  ],
);

test(
  'a running step has a sign that turns, and its time',
  looksLike,
  [...ran(0), next, starts(1)],
  [
    '                 1 # a comment',
    ' ✓   1.2s        2 FROM a',
    ' ⠙   3.4s        3 RUN make \\',
    '                 4   all',
    '                 5 RUN test',
  ],
  { view: { runningSince: Date.parse(time) - 300 }, now: Date.parse(time) + 3100 },
);

test(
  'a failed step has its mark',
  looksLike,
  [...ran(0), next, starts(1), fails(1)],
  [
    '                 1 # a comment',
    ' ✓   1.2s        2 FROM a',
    ' ✗               3 RUN make \\',
    '                 4   all',
    '                 5 RUN test',
  ],
);

test(
  'a step that a checkpoint stands for has a mark of its own',
  looksLike,
  [next, starts(0), reuses(0)],
  [
    '                 1 # a comment',
    ' ≡               2 FROM a',
    ' ▶               3 RUN make \\',
    '                 4   all',
    '                 5 RUN test',
  ],
);

test(
  'a step skipped has a mark of its own',
  looksLike,
  [...ran(0, '', 12), { type: 'skip' }, skips(1)],
  [
    '                 1 # a comment',
    ' ✓   12ms        2 FROM a',
    ' ↷               3 RUN make \\',
    '                 4   all',
    ' ▶               5 RUN test',
  ],
);

test(
  'a breakpoint stands at the first line of its step',
  looksLike,
  [{ type: 'toggleBreakpoint', line: 4 }],
  [
    '                 1 # a comment',
    ' ▶               2 FROM a',
    '●                3 RUN make \\',
    '                 4   all',
    '                 5 RUN test',
  ],
);

test(
  'a breakpoint of another kind stands at each step that it pauses before',
  looksLike,
  [{ type: 'setBreakpoint', place: '/make|test/' }],
  [
    '                 1 # a comment',
    ' ▶               2 FROM a',
    '●                3 RUN make \\',
    '                 4   all',
    '●                5 RUN test',
  ],
);

test(
  'without Unicode the marks are ASCII',
  looksLike,
  [{ type: 'toggleBreakpoint', line: 4 }, ...ran(0)],
  [
    '                 1 # a comment',
    ' +   1.2s        2 FROM a',
    '*>               3 RUN make \\',
    '                 4   all',
    '                 5 RUN test',
  ],
  { marks: marksFor(false) },
);

test('a narrow pane leaves the size out', (t) => {
  t.is(rowsOf([...ran(0), keeps(0)], {}, 49)[1], ' ✓   1.2s  1.2MB 2 FROM a');
  t.is(rowsOf([...ran(0), keeps(0)], {}, 48)[1], ' ✓   1.2s 2 FROM a');
});

test('a reused step has the time that it took when it was executed, where that is known', (t) => {
  const known = tellSession(text, [next, starts(0), reuses(0), next, starts(1), reuses(1)], {
    took: { 1: 62_000 },
  });
  const rows = presentSource(sceneOf(known), { width: 80, height: 5 }).map(textOf);
  t.deepEqual(rows.slice(1, 3), [' ≡               2 FROM a', ' ≡  1m 2s        3 RUN make \\']);
  const again: SessionInput[] = [...ran(0), ...ran(1), { type: 'back' }, starts(1), reuses(1)];
  t.is(rowsOf(again)[2], ' ≡   1.2s        3 RUN make \\');
});

test('from further down on, the rows are further down, and past the end they are empty', (t) => {
  t.deepEqual(rowsOf([], { view: { sourceTop: 4 } }), [
    '                 4   all',
    '                 5 RUN test',
    '',
    '',
    '',
  ]);
});

test('the bar is on the line of the cursor, or of the next step', (t) => {
  const barOf = (looks: Looks): number =>
    presentSource(sceneOf(tellSession(text), looks), { width: 80, height: 5 }).findIndex(({ bar }) => bar) +
    1;
  t.is(barOf({}), 2);
  t.is(barOf({ view: { cursor: 4 } }), 4);
});

test('a FROM whose triggers run shows what matters most of them', (t) => {
  const { session, ...context } = tellSession(text);
  const statusAfter = (...statuses: ('done' | 'failed' | 'pending' | 'reused')[]): string => {
    const steps = session.plan.steps.map((step) => ({ ...step, line: 2, endLine: 2 }));
    const progress = statuses.map((status) => ({ status, milliseconds: 5 }));
    const scene = sceneOf({
      ...context,
      session: { ...session, position: 3, plan: { ...session.plan, steps }, steps: progress },
    });
    return textOf(presentSource(scene, { width: 50, height: 2 })[1]!).slice(1, 9);
  };
  t.is(statusAfter('done', 'failed', 'pending'), '✗    5ms');
  t.is(statusAfter('done', 'done', 'pending'), '    10ms');
  t.is(statusAfter('reused', 'reused', 'done'), '✓    5ms');
  t.is(statusAfter('reused', 'reused', 'reused').trim(), '≡');
});

test('first words are keywords, before the first stage too, but not those of continued lines', (t) => {
  const context = tellSession('ARG b\nFROM a\nRUN x \\\n  run y\n');
  const keywords = presentSource(sceneOf(context), { width: 80, height: 4 }).map(
    ({ spans }) => spans.find(({ style }) => style === 'keyword')?.text,
  );
  t.deepEqual(keywords, ['ARG', 'FROM', 'RUN', undefined]);
});

test('steps of a stage that is not needed are faint', (t) => {
  const context = tellSession('FROM a AS unused\nRUN b\nFROM a\nRUN c\n');
  const styles = presentSource(sceneOf(context), { width: 80, height: 4 }).map(
    ({ spans }) => spans.at(-1)?.style,
  );
  t.deepEqual(styles, ['faint', 'faint', 'strong', undefined]);
});

/** `keyword[RUN] make`: each styled piece in brackets behind the name of its style. */
const styled = (spans: readonly Span[]): string =>
  spans
    .filter(({ text }) => text !== '')
    .map(({ text, style }) => (style === undefined ? text : `${style}[${text}]`))
    .join('');

/** The last line of the text, in the colours it has there. */
const isShown = test.macro<[text: string, expected: string, look?: Partial<LineLook>, hasBash?: boolean]>({
  exec: (t, text, expected, look, hasBash = false) => {
    const { lines, tokens } = splitSource({ path: 'Dockerfile', text }, hasBash ? readTokens : undefined);
    const line = highlightLine(lines.at(-1)!, tokens.at(-1)!, {
      isCurrent: false,
      isOutside: false,
      ...look,
    });
    t.is(styled(line), expected);
  },
  title: (_ = '', text, expected, look = {}) =>
    `${JSON.stringify(text)} ${JSON.stringify(look)}: ${expected}`,
});

test(isShown, 'RUN make', 'keyword[RUN] make');
test(isShown, '  run make', '  keyword[run] make');
test(isShown, 'RUN\tmake', 'keyword[RUN]    make');
test(isShown, 'RUN', 'keyword[RUN]');
test(isShown, 'RUN make', 'keyword[RUN]strong[ make]', { isCurrent: true });
test(isShown, 'FROM a AS b', 'keyword[FROM] a keyword[AS] symbol[b]');
test(isShown, 'FROM basic', 'keyword[FROM] basic');
test(isShown, 'ONBUILD RUN x', 'keyword[ONBUILD] keyword[RUN] x');
test(isShown, 'RUN a \\\nRUN echo x', 'RUN echo x');
test(isShown, 'RUN a \\\n# RUN make', 'comment[# RUN make]');
test(isShown, '# RUN make', 'comment[# RUN make]');
test(isShown, 'RUN not here', 'faint[RUN not here]', { isOutside: true });
test(isShown, '# not here', 'comment[# not here]', { isOutside: true });
test(isShown, '', '');
test(
  isShown,
  'FROM a\nENV A="x $B" C=d',
  'keyword[ENV] symbol[A]=string["x ]variable[$B]string["] symbol[C]=d',
);
test(isShown, 'COPY --from=b x y', 'keyword[COPY] symbol[--from=]b x y');
test(isShown, 'COPY <<E /x\nbody $A\nE', 'keyword[E]');
test(isShown, '\ufeffFROM a\r\nUSER $A', 'keyword[USER] variable[$A]');
test(isShown, 'RUN printf "\u001b[2J\u007f\u0085"', 'keyword[RUN] printf "␛[2J␡␦"');
test(
  isShown,
  'RUN if make "$A"; then echo done; fi # why',
  'keyword[RUN] keyword[if] symbol[make] string["]variable[$A]string["]; keyword[then] symbol[echo] done; keyword[fi] comment[# why]',
  {},
  true,
);
test(isShown, 'RUN <<E\necho x\nE\nRUN a \\\n  && b "c"', '  && symbol[b] string["c"]', {}, true);
