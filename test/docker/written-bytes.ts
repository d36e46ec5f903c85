import test from 'ava';
import { engine, makeContainer, run, startContainer } from '../helpers/live-engine.js';

test('what a container holds beside its image is measured, removals included', async (t) => {
  const container = await startContainer(t);
  const measure = () => engine.containers.writtenBytes(container);
  const before = await measure();
  await run(container, 'head -c 5000000 /dev/zero > /large && rm /bin/true');
  t.true((await measure()) - before >= 5_000_000);
  await run(container, 'rm /large');
  t.true((await measure()) - before < 100_000);
});

test('a container that was never started holds next to nothing', async (t) => {
  t.true((await engine.containers.writtenBytes(await makeContainer(t))) < 100_000);
});
