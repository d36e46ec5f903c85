import test from 'ava';
import {
  breakpointAt,
  formatBreakpoint,
  type Breakpoint,
  type BreakpointPlace,
} from '../../src/session/breakpoint.js';
import { readBreakpoint } from '../../src/session/read-breakpoint.js';
import { planOf } from '../helpers/plan-of.js';

const plan = planOf(`FROM a AS build
ARG VERSION=1
RUN apt-get update
ENV VERSION=2.1
RUN make \\
  all
RUN make install
ENV VERSION=3
RUN <<EOF
curl x | sh
EOF
FROM build AS other
RUN apt-get install x
FROM a
COPY --from=other /x /
RUN true
`);

/** The lines of the steps that it stops before. */
const stops = (breakpoint: Breakpoint): number[] =>
  plan.steps.filter((step) => breakpointAt([breakpoint], plan, step)).map(({ line }) => line);

const stopsAt = test.macro<[place: string, lines: readonly number[]]>({
  exec: (t, place, lines) => {
    const read = readBreakpoint(place, plan);
    t.deepEqual('breakpoint' in read ? stops(read.breakpoint) : read.problem, [...lines]);
  },
  title: (_ = '', place, lines) =>
    `${place} stops before ${lines.length === 0 ? 'nothing' : lines.join(', ')}`,
});

test(stopsAt, '3', [3]);
test(stopsAt, '6', [5]);
test(stopsAt, 'build', [1]);
test(stopsAt, 'OTHER', [12]);
test(stopsAt, 'build:6', [5]);
test(stopsAt, '2:15', [15]);
test(stopsAt, 'fail', []);
test(stopsAt, '/apt-get/', [3, 13]);
test(stopsAt, '/^RUN make/', [5, 7]);
test(stopsAt, '/make +all/', [5]);
test(stopsAt, '/curl .* sh/', [9]);
test(stopsAt, '/nothing like it/', []);
// A run of steps for which it holds counts once; so does each stage.
test(stopsAt, '$VERSION =~ ^2', [5]);
test(stopsAt, '$VERSION == 2.1', [5]);
test(stopsAt, '$VERSION == 1', [3]);
test(stopsAt, '${VERSION} =~ [12]', [3]);
test(stopsAt, '$VERSION == 3', [9, 13]);
test(stopsAt, '$VERSION != 3', [2, 15]);
test(stopsAt, '$NEVER == ""', [2, 13, 15]);
test(stopsAt, '$NEVER != ""', []);

const malformed =
  'expected LINE, STAGE, STAGE:LINE, fail, /PATTERN/, or $VARIABLE with =~, == or != and a value';

const refuses = test.macro<[place: string, problem: string, hint?: string]>({
  exec: (t, place, problem, hint) => {
    t.deepEqual(readBreakpoint(place, plan), { problem, ...(hint === undefined ? {} : { hint }) });
  },
  title: (_ = '', place) => `refused with what is wrong: ${place}`,
});

test(refuses, '', malformed);
test(refuses, '0', malformed);
test(refuses, '/x', malformed);
test(refuses, '$VERSION', malformed);
test(refuses, '$VERSION > 2', malformed);
test(refuses, '99', 'no step of this build stands there');
test(refuses, 'build:13', 'no step of this build stands there');
test(refuses, 'biuld', 'no stage `biuld` in this build', 'did you mean `build`?');
test(refuses, 'zzzzzzzz', 'no stage `zzzzzzzz` in this build', 'its stages: build, other, 2');
test(refuses, '/a(/', '`a(` is no regular expression: Unterminated group');
test(refuses, '$V =~ [', '`[` is no regular expression: Unterminated character class');

const places: readonly BreakpointPlace[] = [
  { type: 'line', line: 3 },
  { type: 'stage', stage: 'build' },
  { type: 'failure' },
  { type: 'pattern', pattern: 'a/b' },
  { type: 'condition', name: 'A', operator: '=~', value: '"x"' },
  { type: 'condition', name: 'A', operator: '==', value: '' },
  { type: 'condition', name: 'A', operator: '!=', value: 'say "x"' },
];

for (const breakpoint of places) {
  test(`what is written of one reads as the same: ${formatBreakpoint(breakpoint)}`, (t) => {
    t.deepEqual(readBreakpoint(formatBreakpoint(breakpoint), plan), { breakpoint });
  });
}
