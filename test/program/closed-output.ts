// `refrom … | head`: nobody reads what is printed any more, and that is no error of refrom's.
import { once } from 'node:events';
import test from 'ava';
import { docker, makeProject, startRefrom } from '../helpers/refrom.js';

test('a build of which nobody reads the output ends, and leaves nothing', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox\nRUN while true; do echo line; done\n',
  });
  const running = startRefrom(['build', '--no-cache', folder], { buffer: false });
  await once(running.stderr!, 'data');
  running.stderr!.destroy();
  const { exitCode } = await running;
  t.is(exitCode, 130);
  const left = await docker('ps', '-a', '--format', '{{.Names}}');
  t.false(new RegExp(`^refrom-session-[0-9a-f]+-${String(running.pid)}-`, 'm').test(left));
});

test('what is printed at once ends as it would with a reader', async (t) => {
  const lines = Array.from({ length: 100 }, (_, number) => `ENV A${String(number)}=${'x'.repeat(2000)}`);
  const folder = await makeProject(t, { Dockerfile: ['FROM scratch', ...lines, ''].join('\n') });
  const running = startRefrom(['explain', folder], { buffer: false, stderr: ['pipe'] });
  let told = '';
  running.stderr!.on('data', (chunk: Buffer) => (told += chunk.toString()));
  await once(running.stdout!, 'data');
  running.stdout!.destroy();
  t.is((await running).exitCode, 0, told);
  t.is(told, '');
});
