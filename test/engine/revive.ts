// Containers that end by somebody else's hand, and an engine that goes and comes back, on an engine in memory.
import test from 'ava';
import { stepKeys } from '../../src/checkpoints/step-key.js';
import { createRunningSession, type RunningSession } from '../../src/engine/run-session.js';
import { EngineError } from '../../src/messages/errors.js';
import type { SessionCommand } from '../../src/session/commands.js';
import { createSession } from '../../src/session/state.js';
import type { SessionInput } from '../../src/session/transition.js';
import { planOf } from '../helpers/plan-of.js';
import { createScriptedEngine, type Script, type ScriptedEngine } from '../helpers/scripted-engine.js';
import { scriptedPorts, scriptedSettings } from '../helpers/scripted-session.js';

interface Opened {
  readonly session: RunningSession;
  readonly engine: ScriptedEngine;
  readonly journal: readonly SessionInput[];
}

function open(script?: (engine: ScriptedEngine) => Script, hasTerminal = true): Opened {
  const holder: { script: Script } = { script: () => 0 };
  const engine = createScriptedEngine((text, signal) => holder.script(text, signal));
  if (script !== undefined) holder.script = script(engine);
  const baseImages = new Map([['a', engine.addImage('a')]]);
  const plan = planOf('FROM a\nRUN one\nRUN two\nRUN three\n');
  const session = createRunningSession(
    createSession(plan, { interactive: true }),
    scriptedPorts(engine, hasTerminal ? {} : { terminal: undefined }),
    scriptedSettings({ keys: stepKeys(plan, new Map()), baseImages }),
  );
  const journal: SessionInput[] = [];
  session.subscribe((input) => journal.push(input));
  session.begin();
  return { session, engine, journal };
}

/** Waits until the session stands still again. */
async function tell(session: RunningSession, ...commands: SessionCommand['type'][]): Promise<void> {
  for (const type of commands) {
    session.dispatch(type === 'retry' ? { type, from: 'clean' } : ({ type } as SessionCommand));
    for (let turn = 0; turn < 100; turn += 1) await new Promise((wake) => setImmediate(wake));
  }
}

const problems = (journal: readonly SessionInput[]): string[] =>
  journal.flatMap((input) => (input.type === 'problem/reported' ? [input.message] : []));

test('a container that was ended between steps is started again with its files, and says so', async (t) => {
  const { session, engine, journal } = open();
  await tell(session, 'next', 'next', 'next');
  engine.end();
  await tell(session, 'continue');
  t.is(session.getState().status, 'finished');
  t.deepEqual(engine.executed, ['one', 'two', 'three']);
  t.deepEqual(problems(journal), [
    'the container of this session was ended from outside; it is started again, with its files as they were',
  ]);
});

test('one that was removed is made again from the nearest checkpoint, and says so', async (t) => {
  const { session, engine, journal } = open();
  await tell(session, 'next', 'next', 'next');
  for (const name of engine.names()) await engine.containers.remove(name);
  await tell(session, 'continue');
  t.is(session.getState().status, 'finished');
  t.regex(engine.tags().result ?? '', /a \| one.*two.*three/);
  t.is(problems(journal).length, 1);
  t.regex(problems(journal)[0]!, /ended from outside; it is made again/);
});

test('one that ends under a step fails it with what happened, and a retry goes on', async (t) => {
  let attempts = 0;
  const { session, engine } = open((world) => (text) => {
    if (text !== 'two') return 0;
    attempts += 1;
    if (attempts > 1) return 0;
    world.end();
    return 137;
  });
  await tell(session, 'next', 'next', 'next');
  const { status, failure } = session.getState();
  t.is(status, 'failed');
  t.is(failure?.exitCode, 137);
  t.regex(failure?.message ?? '', /ended from outside while the step ran/);
  t.regex(failure?.hint ?? '', /retry/);
  await tell(session, 'retry', 'continue');
  t.is(session.getState().status, 'finished');
  t.regex(engine.tags().result ?? '', /a \| one.*two.*three/);
});

test('one that is removed under a step is told of in the same way', async (t) => {
  const { session } = open((world) => async (text) => {
    if (text !== 'two') return 0;
    for (const name of world.names()) await world.containers.remove(name);
    throw new EngineError('execute', 'not-found', 'No such exec instance');
  });
  await tell(session, 'next', 'next', 'next');
  t.regex(session.getState().failure?.message ?? '', /ended from outside while the step ran/);
});

test('a command that kills itself is a failure of its own', async (t) => {
  const { session } = open(() => (text) => (text === 'two' ? 137 : 0));
  await tell(session, 'next', 'next', 'next');
  t.is(session.getState().failure?.message, 'RUN failed with exit code 137');
});

const lostOnce = (): ((engine: ScriptedEngine) => Script) => {
  let attempts = 0;
  return () => (text) => {
    if (text !== 'two') return 0;
    attempts += 1;
    if (attempts === 1) throw new EngineError('execute', 'lost', 'the connection ended', { hint: 'look' });
    return 0;
  };
};

test('with a user at a terminal a lost engine fails the step, and once it is back a retry goes on', async (t) => {
  const { session } = open(lostOnce());
  await tell(session, 'next', 'next', 'next');
  const { failure } = session.getState();
  t.is(failure?.message, 'the connection ended');
  t.is(failure?.hint, 'look; once it answers again, a retry goes on from the nearest checkpoint');
  await tell(session, 'retry', 'continue');
  t.is(session.getState().status, 'finished');
});

test('with nobody there a lost engine ends the session', async (t) => {
  const { session } = open(lostOnce(), false);
  const ended = t.throwsAsync(session.ended, { instanceOf: EngineError });
  await tell(session, 'next', 'next', 'next');
  t.is((await ended).failure, 'lost');
});
