// When the interface asks for files: when they are looked at, and not before.
import { setTimeout as wait } from 'node:timers/promises';
import test from 'ava';
import { openDebugger } from '../../src/tui/open-debugger.js';
import { createFakeHost } from '../helpers/fake-host.js';
import { added, aFile, changesOf, fakeStepFiles, known } from '../helpers/fake-step-files.js';
import { createFakeTerminal } from '../helpers/fake-terminal.js';

test('the tab asks when it is seen, draws what comes, and extracts what is chosen', async (t) => {
  const files = fakeStepFiles();
  const host = createFakeHost('FROM a\nRUN one\n', { files });
  const terminal = createFakeTerminal();
  const opened = openDebugger(host, terminal);
  t.teardown(() => {
    opened.close();
  });
  host.begin();
  for (let step = 0; step < 2; step += 1) {
    terminal.type('n');
    await host.settled();
  }
  let drawn = 0;
  const shows = async (pattern: RegExp): Promise<void> => {
    const end = Date.now() + 5000;
    while (!pattern.test(terminal.drawn(drawn)) && Date.now() < end) await wait(5);
    t.regex(terminal.drawn(drawn), pattern);
  };
  await shows(/done 2: RUN one/);
  t.deepEqual(files.asked, []);
  terminal.type(']');
  t.deepEqual(files.asked.at(-1), { type: 'changes', step: 1 });
  t.regex(terminal.drawn(), /reading…/);
  drawn = terminal.drawn().length;
  files.answer({ type: 'changes', step: 1 }, changesOf([added('/made', aFile(3))]));
  await shows(/\/made/);
  terminal.type('\r\r');
  t.deepEqual(files.asked.at(-1), { type: 'text', step: 1, path: '/made' });
  terminal.type('E');
  t.like(files.extractions, [{ step: 1, path: '/made' }]);
  files.answer({ type: 'text', step: 1, path: '/made' }, known({ lines: ['its text'], notes: [] }));
  await shows(/its text/);
});
