// What a session comes to on its page; the session is folded as its journal tells it.
import test from 'ava';
import type { SessionInput } from '../../../src/session/transition.js';
import { createSession, type SessionOptions } from '../../../src/session/state.js';
import { transition } from '../../../src/session/transition.js';
import { createTranscript, type Transcript } from '../../../src/report/transcript/transcript.js';
import { planOf } from '../../helpers/plan-of.js';
import { planReplaced } from '../../helpers/plan-replaced.js';
import {
  began,
  fails,
  finishes,
  keeps,
  next,
  prints,
  ran,
  reports,
  reuses,
  skips,
  starts,
  succeeds,
  time,
} from '../../helpers/tell-session.js';

const text = 'FROM a\nENV API_TOKEN=abcdef123\nRUN make `date`\nRUN test\n';

interface Told {
  readonly page: string;
  readonly rest: string;
  readonly head: string;
}

interface Looks {
  readonly options?: Partial<SessionOptions>;
  readonly longest?: number;
  readonly explain?: (step: number) => string;
}

function tell(inputs: readonly SessionInput[], { options = {}, longest, explain }: Looks = {}): Told {
  let state = createSession(planOf(text), { interactive: true, ...options });
  const transcript: Transcript = createTranscript(
    {
      title: 'app',
      source: { path: 'Dockerfile', text },
      command: 'refrom debug --build-arg X=given-secret .',
      engine: '28.5',
      time,
      state,
      secrets: [{ name: '$X', value: 'given-secret' }],
      ...(explain === undefined ? {} : { explain }),
    },
    longest,
  );
  let page = '';
  for (const input of [began, ...inputs]) {
    state = transition(state, input).state;
    page += transcript.take(input, state);
  }
  return { head: transcript.head, page, rest: transcript.end() };
}

const tells = test.macro<[inputs: readonly SessionInput[], expected: RegExp | string, looks?: Looks]>({
  exec: (t, inputs, expected, looks) => {
    const { page } = tell(inputs, looks);
    if (typeof expected === 'string') t.true(page.endsWith(`${expected}\n\n`), page);
    else t.regex(page, expected);
  },
  title: (name = '') => `in a transcript ${name}`,
});

const standing = [...ran(0), ...ran(1)];
const running: SessionInput[] = [...standing, next, starts(2)];
const failed: SessionInput[] = [...running, fails(2)];
const command = { form: 'shell', script: 'ls' } as const;

test('the page begins with what was debugged, and hides what is secret', (t) => {
  const { head } = tell([]);
  t.regex(head, /^# refrom: `app`\n\n- Dockerfile: `Dockerfile`\n/);
  t.regex(head, /- command: `refrom debug --build-arg X=\$X \.`\n/);
  t.regex(head, /```dockerfile\nFROM a\nENV API_TOKEN=\$API_TOKEN\n/);
  t.notRegex(head, /abcdef123|given-secret/);
});

test('a step has a heading, its output, and what came of it', (t) => {
  const { page } = tell([
    ...running,
    prints(2, 'made\n'),
    prints(2, 'abcdef123 given-secret\n'),
    succeeds(2),
  ]);
  t.true(
    page.endsWith(
      '### Line 3: ``RUN make `date` ``\n\nStep 3 of 4.\n\n```text\nmade\n$API_TOKEN $X\n```\n\nDone in 1.2s.\n\n'.replace(
        '``RUN',
        '`` RUN',
      ),
    ),
    page,
  );
});

test('a step that printed nothing has no block', (t) => {
  t.notRegex(tell([...running, succeeds(2)]).page, /```/);
});

test('a step that is reused', tells, [next, starts(0), reuses(0)], /Reused: it was done before/);
test(
  'a checkpoint',
  tells,
  [...ran(0), keeps(0)],
  'Kept as the checkpoint `refrom/app:0-L0-0badcafe`, 1.2 MB.',
);
test(
  'a failure, with what to do',
  tells,
  [...running, fails(2, 'RUN failed with exit code 1', 'try *that*')],
  '**Failed**: RUN failed with exit code 1\n\ntry \\*that\\*',
);
test(
  'an exit code that the message lacks',
  tells,
  [...running, fails(2, 'it broke')],
  '**Failed**: it broke (exit code 1)',
);
test('a step skipped', tells, [...standing, { type: 'skip' }, skips(2)], 'Skipped: it was not executed.');
test('a breakpoint that is set', tells, [{ type: 'toggleBreakpoint', line: 3 }], 'Breakpoint on line 3.');
test('a breakpoint that cannot be set', tells, [{ type: 'toggleBreakpoint', line: 9 }], /^$/);
test(
  'a stop at a breakpoint',
  tells,
  [{ type: 'toggleBreakpoint', line: 2 }, { type: 'continue' }, starts(0), succeeds(0)],
  'Done in 1.2s.\n\nStopped before line 2, at the breakpoint `2`.',
);
test('going back', tells, [...standing, { type: 'back' }], 'Went back before line 2 (`ENV`).');
test('going back at the beginning', tells, [{ type: 'back' }], /^$/);
test('going on to a step', tells, [...ran(0), { type: 'goTo', step: 3 }], 'Ran on to line 4 (`RUN`).');
test(
  'going back to a step',
  tells,
  [...standing, { type: 'goTo', step: 0 }],
  'Went back before line 1 (`FROM`).',
);
test(
  'a retry',
  tells,
  [...failed, { type: 'retry', from: 'clean' }],
  'Tried again, from the clean state before it.',
);
test(
  'a retry on top',
  tells,
  [...failed, { type: 'retry', from: 'wreck' }, starts(2), { ...succeeds(2), from: 'live' } as SessionInput],
  'Done in 1.2s, on top of what the failure had left.',
);
test('a retry that is refused', tells, [...running, { type: 'retry', from: 'clean' }], 'Step 3 of 4.');
test(
  'running a step again',
  tells,
  [...standing, { type: 'runAgain', step: 0 }],
  /Ran line 1 \(`FROM`\) again/,
);
test('teaching', tells, [{ type: 'toggleTeaching' }], /^Teaching: stops before every step/);
test('a problem beside the steps', tells, [reports('no *shell*')], 'no \\*shell\\*');
test(
  'the image',
  tells,
  [...standing, finishes('app')],
  /### The image\n\nBuilt `sha256:0123456789abcdef` as `app`/,
);
test('leaving before the end', tells, [...ran(0), { type: 'quit' }], 'Left before line 2 (`ENV`).');
test(
  'a command by hand, what it prints, and its end',
  tells,
  [
    ...failed,
    { type: 'execute', command, keeps: true },
    { type: 'execution/started', step: 2, text: 'ls given-secret', time },
    { type: 'execution/output', step: 2, stream: 'stdout', text: 'bin\n', time },
    { type: 'execution/ended', step: 2, exitCode: 3, milliseconds: 100, time },
  ],
  'Run by hand, in what the failed line 3 (`RUN`) left:\n\n```sh\nls $X\n```\n\n```text\nbin\n```\n\nIt ended with exit code 3 after 100ms.',
);
test(
  'a shell, and what was run in it',
  tells,
  [
    ...standing,
    { type: 'openShell' },
    { type: 'shell/opened', step: 2, time },
    {
      type: 'shell/closed',
      step: 2,
      exitCode: 0,
      time,
      commands: [
        { text: 'ls', exitCode: 0 },
        { text: 'cat given-secret', exitCode: 1 },
      ],
    },
  ],
  'A shell was opened in the state before line 3 (`RUN`).\n\nThe shell ended with exit code 0. What was run in it:\n\n```sh\nls\ncat $X  # exit code 1\n```',
);
test(
  'why a step runs again',
  tells,
  [
    next,
    {
      ...starts(3),
      because: [{ type: 'first' }, { type: 'text', before: 'RUN a', after: 'RUN given-secret' }],
    } as SessionInput,
  ],
  /Step 4 of 4\.\n\n- runs because its text has changed: RUN .*\$X/,
);

test('a lesson has the explanation of each step', (t) => {
  const { page } = tell(ran(0), { explain: (step) => `step ${step} given-secret\n` });
  t.regex(page, /Step 1 of 4\.\n\n```text\nstep 0 \$X\n```\n\nDone/);
});

test('what a step has printed that does not end is there at the end', (t) => {
  const { page, rest } = tell([...running, prints(2, 'half')]);
  t.notRegex(page, /half/);
  t.is(rest, '```text\nhalf\n```\n\n');
});

test('past the limit of the page steps are told without their output', (t) => {
  const { page } = tell([...running, prints(2, 'many words\n'), succeeds(2)], { longest: 10 });
  t.regex(page, /Its output is left out/);
  t.notRegex(page, /many words/);
});

const accepts: SessionInput = { type: 'step/accepted', step: 2, stage: '0', line: 3, text: '', time };
const anew = text.replace('abcdef123', 'ghijkl456').replace('RUN test', 'RUN echo ghijkl456 abcdef123');
const replaced = planReplaced(planOf(text), anew);

test(
  'a wreck that is accepted is marked as made by hand',
  tells,
  [...standing, next, starts(2), fails(2), { type: 'acceptWreck' }, accepts],
  'Accepted as it is: made by hand, the Dockerfile does not say how.',
);
test(
  'a fix that is proved is told with its text',
  tells,
  [...standing, { type: 'fix/proved', step: 2, line: 3, text: 'RUN abcdef123', time }],
  'The fix is proved: this succeeds from the clean state before it.\n\n```dockerfile\nRUN $API_TOKEN\n```',
);
test(
  'where a fix is written is told',
  tells,
  [...standing, { type: 'source/written', path: 'app/Dockerfile', backup: '/b', time }],
  'The fix was written: `app/Dockerfile`.',
);
test(
  'a fix that could not be written says why',
  tells,
  [...standing, { type: 'fix/refused', message: 'it has changed', time }],
  'it has changed',
);
test(
  'another plan is told by where it begins to differ',
  tells,
  [...standing, replaced],
  'The Dockerfile was read again: it changes from line 2 (`ENV`) on.',
);
test(
  'the same plan is told to be that',
  tells,
  [...standing, planReplaced(planOf(text), text)],
  'The Dockerfile was read again: the plan is the same.',
);
test(
  'a plan with fewer steps is told by how many are left',
  tells,
  [...standing, planReplaced(planOf(text), text.replace('RUN test\n', ''))],
  'The Dockerfile was read again: steps are gone, and 3 are left.',
);
test(
  'a plan of a text on trial is told as one',
  tells,
  [...standing, { ...replaced, source: 'given' }],
  /A text that is not in the file was planned: it changes from line 2/,
);
test(
  'a Dockerfile that gives no plan is told by its problems, without their excerpts',
  tells,
  [
    ...standing,
    {
      type: 'plan/refused',
      message: 'Dockerfile:3:1: no given-secret\n  3 | ENV TOKEN=new\n\nDockerfile:4:1: nor this',
      time,
    },
  ],
  'The Dockerfile as it is now gives no plan, and the last good one stays:\n\n- Dockerfile:3:1: no $X\n- Dockerfile:4:1: nor this',
);
test(
  'a reading of the Dockerfile that was interrupted says nothing against it',
  tells,
  [...standing, { type: 'plan/refused', message: 'interrupted: no', interrupted: true, time }],
  'Interrupted: the Dockerfile was not read again.',
);
test(
  'secrets of the plan before and of that after it are hidden both',
  tells,
  [...standing, replaced, next, starts(1), prints(1, 'abcdef123 ghijkl456\n'), succeeds(1)],
  /\n\$API_TOKEN \$API_TOKEN\n/,
);
