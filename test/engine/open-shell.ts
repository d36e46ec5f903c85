// A shell that is asked for: what may come before it is there, and how it may break.
import test from 'ava';
import type { TerminalLender } from '../../src/engine/ports.js';
import { createRunningSession, type RunningSession } from '../../src/engine/run-session.js';
import { stepKeys } from '../../src/checkpoints/step-key.js';
import { EngineError } from '../../src/messages/errors.js';
import { createSession } from '../../src/session/state.js';
import type { SessionInput } from '../../src/session/transition.js';
import { planOf } from '../helpers/plan-of.js';
import { createScriptedEngine, type ScriptedEngine } from '../helpers/scripted-engine.js';
import { scriptedPorts, scriptedSettings } from '../helpers/scripted-session.js';

const text = 'FROM a\nRUN one\nRUN two\n';

interface Room {
  readonly engine: ScriptedEngine;
  readonly session: RunningSession;
  readonly journal: SessionInput[];
}

/** At the pause before `RUN two`. */
async function openPaused(terminal: TerminalLender): Promise<Room> {
  const engine = createScriptedEngine();
  engine.addImage('a');
  const plan = planOf(text);
  const baseImages = new Map([['a', (await engine.images.find('a'))!]]);
  const session = createRunningSession(
    createSession(plan, { interactive: true }),
    scriptedPorts(engine, { terminal }),
    scriptedSettings({ keys: stepKeys(plan, new Map()), keysBefore: () => [], baseImages }),
  );
  const journal: SessionInput[] = [];
  session.subscribe((input) => journal.push(input));
  session.begin();
  while (session.getState().position < 2) {
    session.dispatch({ type: 'next' });
    await session.idle();
  }
  return { engine, session, journal };
}

const typesOf = (journal: readonly SessionInput[]): string[] => journal.map(({ type }) => type);

const neverLent: TerminalLender = { lend: () => Promise.reject(new Error('the terminal is not to be lent')) };

test('who quits before the shell is there never sees it', async (t) => {
  const { engine, session, journal } = await openPaused(neverLent);
  session.dispatch({ type: 'openShell' });
  session.dispatch({ type: 'quit' });
  t.is((await session.ended).status, 'ended');
  t.false(typesOf(journal).includes('shell/opened'));
  t.deepEqual(engine.names(), []);
});

test('an interruption leaves it unopened, and the session where it stood', async (t) => {
  const { session, journal } = await openPaused(neverLent);
  session.dispatch({ type: 'openShell' });
  session.interrupt();
  await session.idle();
  t.like(journal.at(-1), { type: 'shell/refused', message: 'no shell: interrupted' });
  t.like(session.getState(), { status: 'paused', opening: undefined, handmadeFrom: undefined });
  session.dispatch({ type: 'continue' });
  await session.idle();
  t.is(session.getState().status, 'finished');
});

test('nothing else is done while it is made ready', async (t) => {
  let isLent = false;
  const lender: TerminalLender = {
    lend: () => {
      isLent = true;
      return Promise.resolve(0 as never);
    },
  };
  const { session, journal } = await openPaused(lender);
  session.dispatch({ type: 'openShell' });
  session.dispatch({ type: 'next' });
  t.is(session.getState().notice, 'a shell is being opened; Ctrl-C leaves it');
  await session.idle();
  t.true(isLent);
  t.is(journal.filter(({ type }) => type === 'step/started').length, 2, 'FROM and RUN one');
  t.like(session.getState(), { status: 'paused', handmadeFrom: 2 });
});

test('what was done in a shell that breaks off is kept', async (t) => {
  const lost: TerminalLender = {
    lend: () => Promise.reject(new EngineError('run the shell', 'lost', 'the engine is gone')),
  };
  const { session, journal } = await openPaused(lost);
  session.dispatch({ type: 'openShell' });
  await session.idle();
  const told = typesOf(journal).slice(-4);
  t.deepEqual(told, ['shell/opened', 'problem/reported', 'shell/closed', 'checkpoint/taken']);
  t.like(session.getState(), { status: 'paused', handmadeFrom: 2 });
});
