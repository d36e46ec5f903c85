// One command of a script: told to the session, or answered from its state.
import type { RunningSession } from '../../engine/run-session.js';
import { formatBreakpoint } from '../../session/breakpoint.js';
import type { SessionCommand } from '../../session/commands.js';
import { hasContainer } from '../../session/execute.js';
import { readBreakpoint } from '../../session/read-breakpoint.js';
import { refusalOf } from '../../session/refusal.js';
import { tellSession } from '../run-unattended.js';
import { explainRefusal } from './explain-refusal.js';
import type { Heard } from './hear-session.js';
import { judgeExpectation } from './judge-expectation.js';
import { describePlace, printState, type Facts } from './print-state.js';
import type { Expectation, ScriptCommand } from './script.js';

export interface ScriptRoom {
  readonly session: RunningSession;
  readonly heard: Heard;
  /** Values of `--build-arg`. */
  readonly given: Readonly<Record<string, string>>;
}

export type Outcome =
  | { readonly type: 'done'; readonly facts: Facts }
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'failed'; readonly found: string };

export async function performLine(command: ScriptCommand, room: ScriptRoom): Promise<Outcome> {
  const { session, given } = room;
  switch (command.type) {
    case 'next':
      return repeat(command, room);
    case 'continue':
    case 'back':
    case 'skip':
    case 'retry':
      return move(command, command, room);
    case 'break':
      return setBreakpoint(command, room);
    case 'here':
      return goTo(command, room);
    case 'shell':
      return execute(command, room);
    case 'write':
      return write(command, room);
    case 'print':
      if (command.what !== 'state' && !hasContainer(session.getState())) return refuse(command, room, '');
      return done(printState(command.what, session.getState(), given));
    case 'expect':
      return expect(command.expectation, room);
    case 'quit':
      return done({});
  }
}

const done = (facts: Facts): Outcome => ({ type: 'done', facts });

const refuse = (command: ScriptCommand, { session }: ScriptRoom, said: string): Outcome => ({
  type: 'refused',
  reason: explainRefusal(session.getState(), command, said),
});

/** As often as the session pauses again; the output is that of all of it. */
async function repeat(command: ScriptCommand & { type: 'next' }, room: ScriptRoom): Promise<Outcome> {
  const { session, heard } = room;
  let outcome = await move(command, { type: 'next' }, room);
  for (let time = 1; time < command.times && session.getState().status === 'paused'; time += 1) {
    const { output } = heard;
    outcome = await move(command, { type: 'next' }, room);
    heard.output = output + heard.output;
  }
  return outcome;
}

async function move(command: ScriptCommand, order: SessionCommand, room: ScriptRoom): Promise<Outcome> {
  const refusal = refusalOf(room.session.getState(), order);
  if (refusal !== undefined) return refuse(command, room, refusal);
  if (order.type !== 'back') room.heard.output = '';
  await tellSession(room.session, order);
  return done(describePlace(room.session.getState()));
}

/** Of the steps of a line, triggers of a base image among them, the first. */
async function goTo({ line }: ScriptCommand & { type: 'here' }, room: ScriptRoom): Promise<Outcome> {
  const { plan, position, failure } = room.session.getState();
  const step = plan.steps.find((each) => line >= each.line && line <= each.endLine);
  if (step === undefined) return { type: 'refused', reason: `no step stands on line ${String(line)}` };
  if (step.id === position && failure === undefined) return done(describePlace(room.session.getState()));
  return move({ type: 'here', line }, { type: 'goTo', step: step.id }, room);
}

/** One that is set stays so: the session's own command would clear it. */
async function setBreakpoint(
  { place }: ScriptCommand & { type: 'break' },
  { session }: ScriptRoom,
): Promise<Outcome> {
  const { plan, breakpoints, endsAtFailure } = session.getState();
  const read = readBreakpoint(place, plan);
  // The plan may have changed since the script was read.
  if ('problem' in read) return { type: 'refused', reason: `${place}: ${read.problem}` };
  const text = formatBreakpoint(read.breakpoint);
  const isSet =
    read.breakpoint.type === 'failure'
      ? endsAtFailure !== true
      : breakpoints.some((each) => formatBreakpoint(each) === text);
  if (!isSet) await tellSession(session, { type: 'setBreakpoint', place });
  return done({ breakpoints: session.getState().breakpoints });
}

async function execute(command: ScriptCommand & { type: 'shell' }, room: ScriptRoom): Promise<Outcome> {
  const script = { form: 'shell', script: command.script } as const;
  forget(room.heard);
  const moved = await move(command, { type: 'execute', command: script, keeps: true }, room);
  return moved.type === 'done' ? answer(room.heard, moved.facts) : moved;
}

async function write(command: ScriptCommand, room: ScriptRoom): Promise<Outcome> {
  const refusal = refusalOf(room.session.getState(), { type: 'writeResume' });
  if (refusal !== undefined) return refuse(command, room, refusal);
  forget(room.heard);
  await tellSession(room.session, { type: 'writeResume' });
  return answer(room.heard, {});
}

function forget(heard: Heard): void {
  delete heard.facts;
  delete heard.problem;
}

/** Without facts it did not come to anything. */
const answer = ({ facts, problem }: Heard, others: Facts): Outcome =>
  facts === undefined ? { type: 'refused', reason: problem ?? 'interrupted' } : done({ ...facts, ...others });

function expect(expectation: Expectation, { session, heard }: ScriptRoom): Outcome {
  const found = judgeExpectation(expectation, { state: session.getState(), output: heard.output });
  return found === undefined ? done({}) : { type: 'failed', found };
}
