import test from 'ava';
import { openCommands } from '../../src/cli/kept-commands.js';
import type { ProjectRecords } from '../../src/records/project-records.js';
import type { SessionInput } from '../../src/session/transition.js';

const runs = (script: string): SessionInput => ({
  type: 'execute',
  command: { form: 'shell', script },
  keeps: true,
});

test('each command of the prompt is kept at once, after those of earlier sessions; nothing else is', async (t) => {
  const saved: (readonly string[])[] = [];
  const records = {
    findCommands: () => Promise.resolve(['ls', 'make']),
    saveCommands: (commands: readonly string[]) => Promise.resolve(void saved.push(commands)),
  } as unknown as ProjectRecords;
  const { earlier, record } = await openCommands({ records });
  t.deepEqual(earlier, ['ls', 'make']);
  record(runs('make test'));
  record({ type: 'next' });
  record({ type: 'execute', command: { form: 'exec', arguments: ['true'] }, keeps: false } as never);
  record(runs('ls'));
  await new Promise((resolve) => setImmediate(resolve));
  t.deepEqual(saved, [
    ['ls', 'make', 'make test'],
    ['make', 'make test', 'ls'],
  ]);
});

test('what cannot be written is not remembered, and the next is tried all the same', async (t) => {
  let tries = 0;
  const records = {
    findCommands: () => Promise.resolve([]),
    saveCommands: () => {
      tries += 1;
      return Promise.reject(new Error('disk full'));
    },
  } as unknown as ProjectRecords;
  const { record } = await openCommands({ records });
  record(runs('a'));
  record(runs('b'));
  await new Promise((resolve) => setImmediate(resolve));
  t.is(tries, 2);
});
