// What is told with a resumed file.
import test from 'ava';
import { createWorld, open, tell, three } from '../../helpers/scripted-world.js';

test('with a resumed file is told what its user has to know', async (t) => {
  const world = createWorld();
  world.writeResume = () => Promise.resolve({ path: 'R', notes: ['pass A again'] });
  const { session } = await open(world, three, { interactive: true, policy: 'every' });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, { type: 'writeResume' });
  t.is(session.getState().notice, 'wrote R; pass A again');
  await tell(session, { type: 'quit' });
});

test('a resumed file that cannot be written is told of, and the session goes on', async (t) => {
  const world = createWorld();
  world.writeResume = () => Promise.reject(new Error('EACCES: permission denied'));
  const { session } = await open(world, three, { interactive: true, policy: 'every' });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, { type: 'writeResume' });
  t.like(session.getState(), { status: 'paused', notice: 'not written: EACCES: permission denied' });
  await tell(session, { type: 'quit' });
});
