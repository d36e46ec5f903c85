// What stands on the ordinary screen after the debugger.
import test from 'ava';
import { formatFarewell } from '../../src/cli/format-farewell.js';
import type { SessionInput } from '../../src/session/transition.js';
import { fails, ran, starts, tellSession, time } from '../helpers/tell-session.js';

const text = 'FROM a\nRUN make\nRUN test\n';
const commands = { debug: 'refrom debug .', resume: 'refrom resume .' };
const accepted: readonly SessionInput[] = [
  ...ran(0),
  { type: 'next' },
  starts(1),
  fails(1),
  { type: 'acceptWreck' },
  { type: 'step/accepted', step: 1, stage: '0', line: 2, text: '', time },
];

const bids = (...inputs: readonly SessionInput[]): string => {
  const { session: state } = tellSession(text, inputs);
  const project = { plan: state.plan, source: { path: 'Dockerfile', text, isEditable: true } };
  return formatFarewell(project, { state, failed: undefined, commands });
};

const mark = /\nline 2 was accepted as it is: made by hand, the Dockerfile does not say how\n$/;

test('left before the end, an accepted step is told of', (t) => {
  const said = bids(...accepted, { type: 'quit' });
  t.regex(said, /^left before the end; .*\n {2}refrom debug \.\n {2}refrom resume \.\n/);
  t.regex(said, mark);
  t.notRegex(bids(...ran(0), { type: 'quit' }), /accepted/);
});

test('it is after a failure, and of an image that was made', (t) => {
  t.regex(bids(...accepted, { type: 'next' }, starts(2), fails(2)), mark);
  const made: SessionInput = {
    type: 'session/finished',
    image: 'sha256:1',
    tags: ['app'],
    milliseconds: 1,
    time,
  };
  t.regex(bids(...accepted, ...ran(2), made), /^built sha256:1 app\n/);
  t.regex(bids(...accepted, ...ran(2), made), mark);
});
