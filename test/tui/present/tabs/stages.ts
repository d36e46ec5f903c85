import test from 'ava';
import type { SessionInput } from '../../../../src/session/transition.js';
import { marksFor } from '../../../../src/tui/present/marks.js';
import { presentPane } from '../../../../src/tui/present/pane.js';
import { pressKey } from '../../../../src/tui/press-key.js';
import { openView } from '../../../../src/tui/view-state.js';
import { sceneOf, textOf, type Looks } from '../../../helpers/scene-of.js';
import { fails, keeps, next, ran, reuses, starts, tellSession } from '../../../helpers/tell-session.js';

const text = `FROM alpine:3.20 AS base
RUN a
FROM base AS deps
RUN b
FROM golang AS tools
FROM base AS build
COPY --from=deps /x /x
RUN --mount=from=tools,target=/t c
FROM --platform=linux/amd64 base AS test
RUN no
FROM scratch
COPY --from=build /a /
`;

const see = (
  from: string,
  inputs: readonly SessionInput[],
  { width = 78, ...looks }: Looks & { readonly width?: number } = {},
): string[] => {
  const scene = sceneOf(tellSession(from, inputs), { ...looks, view: { tab: 'stages' } });
  const { rows } = presentPane(scene, { width, height: 12 });
  const { title } = presentPane(scene, { width: 200, height: 12 });
  return [textOf({ spans: title }).replace(/.*\[Stages\]/, '[Stages]'), ...rows.map(textOf)];
};

const untilTools = [0, 1, 2, 3].flatMap((step) => ran(step));
const rowOf = (rows: readonly string[], name: string): string =>
  rows.slice(1).find((each) => new RegExp(`\\b${name}\\b`).test(each)) ?? '';

test('which stage needs which, how far each has come, and the one that is not needed', (t) => {
  t.deepEqual(see(text, untilTools), [
    '[Stages] · 5 stages, at tools',
    '✓         base      2/2   2.4s done       FROM alpine:3.20',
    '├─✓       deps      2/2   2.4s done       FROM base',
    '│ │ ▶     tools     0/1        pending    FROM golang',
    '└─┴─┴─○   build     0/3        pending    FROM base · files of deps, tools',
    '      └─○ stage 5   0/2        pending    FROM scratch · files of build',
    '○ test not needed for this target',
  ]);
});

test('the one that is built is marked, and told in the title', (t) => {
  const rows = see(text, [...untilTools, next, starts(4)]);
  t.is(rows[0], '[Stages] · 5 stages, building tools');
  t.regex(rowOf(rows, 'tools'), /⠋ /);
});

test('one that failed', (t) => {
  const rows = see(text, [...ran(0), next, starts(1), fails(1)]);
  t.regex(rowOf(rows, 'base'), /^✗ +base +1\/2 +1\.2s failed/);
});

test('one that is reused, and those that nobody needs then', (t) => {
  const rows = see(text, [next, starts(0), reuses(0), keeps(1), next, starts(1), reuses(1), keeps(7)]);
  t.regex(rowOf(rows, 'base'), /^≡ +base +2\/2 +reused/);
  t.regex(rowOf(rows, 'tools'), /0\/1 +not needed/);
  t.regex(rowOf(rows, 'build'), /0\/3 +pending/);
});

test('one stage alone says so', (t) => {
  t.deepEqual(see('FROM a\nRUN one\n', ran(0)), [
    '[Stages] · 1 stage',
    'the build has one stage',
    '▶ stage 0   1/2   1.2s            FROM a',
  ]);
});

test('with little room the words stay and the lines go', (t) => {
  const names = Array.from({ length: 12 }, (_, index) => `s${index}`);
  const chain = names
    .map((name, index) => `FROM ${index === 0 ? 'a' : names[index - 1]!} AS ${name}\n`)
    .join('');
  t.regex(rowOf(see(chain, [], { width: 78 }), 's11'), /└─○ s11 /);
  t.regex(rowOf(see(chain, [], { width: 40 }), 's11'), /^○ s11 +0\/1 +pending +FROM s10$/);
});

test('without Unicode nothing but ASCII is drawn', (t) => {
  const rows = see(text, untilTools, { marks: marksFor(false) });
  t.is(rows[4], '+-+-+-o   build     0/3        pending    FROM base · files of deps, tools');
});

test('the keys for stages go from FROM to FROM', (t) => {
  const context = tellSession(text, []);
  const from = (cursor: number, key: string): number | undefined =>
    pressKey({ ...openView({ columns: 80, rows: 24 }), cursor }, key, context).view.cursor;
  t.is(from(1, ')'), 3);
  t.is(from(4, ')'), 5);
  t.is(from(6, ')'), 11);
  t.is(from(11, ')'), 11);
  t.is(from(12, '('), 11);
  t.is(from(11, '('), 6);
  t.is(from(1, '('), 1);
});
