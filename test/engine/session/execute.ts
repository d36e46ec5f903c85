// Commands that a session is given at a pause.
import test from 'ava';
import { MissingSourceError } from '../../../src/messages/errors.js';
import { createSession } from '../../../src/session/state.js';
import { foldJournal } from '../../../src/session/transition.js';
import { build, createWorld, execute, open, tell, three } from '../../helpers/scripted-world.js';

test('what a command made at a pause stays in the state, and serves no later build', async (t) => {
  const world = createWorld();
  const { session, journal } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, execute('by command', true), { type: 'continue' });
  t.regex(world.engine.tags().result ?? '', /one.*by command.*two.*three/);
  t.like(
    journal.find(({ type }) => type === 'execution/output'),
    { stream: 'stdout', text: 'by command\n' },
  );
  await tell(session, { type: 'quit' });
  await build(world, three);
  t.is(world.engine.tags().result, 'a | one | two + three');
});

test('a command that keeps nothing leaves no trace, also on a state made by hand', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  const commands = [execute('lost', false), execute('by command', true), execute('lost', false)];
  await tell(session, { type: 'next' }, { type: 'next' }, ...commands, { type: 'continue' });
  t.is(session.getState().status, 'finished');
  t.regex(world.engine.tags().result ?? '', /by command.*two.*three/);
  t.notRegex(world.engine.tags().result ?? '', /lost/);
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
  t.is(world.engine.untagged(), 0);
});

test('an interrupt ends a command, and the session goes on', async (t) => {
  const world = createWorld(
    () => (script, signal) =>
      script === 'long'
        ? new Promise<number>((_, reject) =>
            signal?.addEventListener('abort', () => {
              reject(signal.reason as Error);
            }),
          )
        : 0,
  );
  const { session, journal } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'next' });
  session.dispatch(execute('long', false));
  while (!world.engine.executed.includes('long')) await new Promise((wake) => setImmediate(wake));
  session.interrupt();
  await session.idle();
  t.like(journal.at(-1), { type: 'execution/ended', exitCode: 130 });
  t.is(session.getState().status, 'paused');
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
});

test('a file that is missing for a mount is no end of the session: a command says it, and so does a shell', async (t) => {
  const world = createWorld();
  world.engine.addImage('busybox:stable');
  world.select = () => Promise.reject(new MissingSourceError('there is no `gone`', 'here'));
  const text = 'FROM a\nRUN one\nRUN --mount=type=bind,source=gone,target=/x two\n';
  const { session, journal } = await open(world, text, { interactive: true });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, execute('ls', true));
  t.like(journal.at(-1), { type: 'execution/refused', message: 'there is no `gone`' });
  t.like(session.getState(), { status: 'paused', position: 2 });
  await tell(session, { type: 'openShell' });
  t.like(session.getState(), { status: 'paused', notice: 'no shell: there is no `gone`' });
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
});

test('a wreck that goes on in another container for a shell is not the clean state of a line made by hand', async (t) => {
  let fails = true;
  const world = createWorld(() => (script) => (script === 'ln three' && fails ? 1 : 0));
  const text = 'FROM a\nRUN one\nRUN ln two\nRUN ln three\nRUN four\n';
  const { session } = await open(world, text, { interactive: true });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, { type: 'openShell' }, { type: 'continue' });
  t.is(session.getState().failure?.step, 3);
  await tell(session, { type: 'openShell' });
  fails = false;
  await tell(session, { type: 'retry', from: 'clean' });
  const made = world.engine.tags()[session.getState().handmade[3]?.image ?? ''] ?? '';
  t.is(made.match(/ln three/g)?.length, 1, made);
  await tell(session, { type: 'quit' });
});

test('folding the journal of a real run gives its state', async (t) => {
  const world = createWorld(() => (script) => (script === 'two' ? 1 : 0));
  const { session, journal, plan } = await open(world, three, { interactive: true });
  session.begin();
  await tell(
    session,
    { type: 'next' },
    { type: 'continue' },
    { type: 'retry', from: 'wreck' },
    { type: 'back' },
    { type: 'openShell' },
  );
  t.deepEqual(foldJournal(createSession(plan, { interactive: true }), journal), session.getState());
  await tell(session, { type: 'quit' });
});
