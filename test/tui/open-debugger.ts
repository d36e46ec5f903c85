// The interface as a whole on a scripted session: from keys to frames, and to every end.
import { setTimeout as wait } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import type { DebuggerHost } from '../../src/tui/debugger-host.js';
import { openDebugger, type OpenDebugger } from '../../src/tui/open-debugger.js';
import { createFakeHost, type FakeHost, type FakeHostOptions } from '../helpers/fake-host.js';
import { createFakeTerminal, untouched, type FakeTerminal } from '../helpers/fake-terminal.js';
import { next, ran, starts, tellSession } from '../helpers/tell-session.js';
import { withFakeTimers } from '../helpers/with-fake-timers.js';

const text = 'FROM a\nRUN one\nRUN two\n';

interface Opened extends OpenDebugger {
  readonly host: FakeHost;
  readonly terminal: FakeTerminal;
  /** Waits for something to be drawn. */
  readonly shows: (pattern: RegExp) => Promise<void>;
}

function open(t: ExecutionContext, options?: FakeHostOptions): Opened {
  const host = createFakeHost(text, options);
  const terminal = createFakeTerminal();
  const opened = openDebugger(host, terminal);
  host.lender = opened.lender;
  t.teardown(() => {
    opened.close();
  });
  host.begin();
  const shows = async (pattern: RegExp): Promise<void> => {
    const end = Date.now() + 5000;
    while (!pattern.test(terminal.drawn()) && Date.now() < end) await wait(5);
    t.regex(terminal.drawn(), pattern);
  };
  return { ...opened, host, terminal, shows };
}

test('the first frame is there at once', (t) => {
  const terminal = createFakeTerminal();
  const opened = openDebugger({ ...createFakeHost(text), imageName: 'app:1' }, terminal);
  t.regex(terminal.drawn(), /refrom {2}Dockerfile · app:1[^]*RUN two[^]*preparing/);
  opened.close();
});

test('keys run steps, whose output is drawn', async (t) => {
  const { terminal, host, shows } = open(t, { script: ({ text: words }) => ({ output: [`[${words}]\n`] }) });
  terminal.type('nn');
  await host.settled();
  terminal.type('n');
  await host.settled();
  await shows(/\[RUN one\]/);
  await shows(/3: RUN two/);
});

test('q ends it with the terminal as it was', async (t) => {
  const { terminal, host, ended } = open(t);
  terminal.type('q');
  await ended;
  t.is(host.getState().status, 'ended');
  t.deepEqual(terminal.state(), untouched);
});

test('keys typed together with q are for nobody', async (t) => {
  const { terminal, host, ended } = open(t);
  terminal.type('qnnn');
  await ended;
  t.deepEqual(
    host.inputs.map(({ type }) => type),
    ['session/started', 'quit'],
  );
});

test('Ctrl-C interrupts the step that runs, and the debugger stays', async (t) => {
  const forever = async function* (): AsyncGenerator<string> {
    for (;;) {
      yield 'working\n';
      await wait(1);
    }
  };
  const { terminal, host, shows } = open(t, {
    script: ({ keyword }) => (keyword === 'RUN' ? { output: forever() } : {}),
  });
  terminal.type('c');
  await shows(/working/);
  terminal.type('\u0003');
  await host.settled();
  t.is(host.getState().status, 'failed');
  await shows(/interrupted/);
});

test('a shell has the terminal for itself; after it the screen is drawn whole', async (t) => {
  const { terminal, host, shows } = open(t, {
    shell: async (loan) => {
      t.deepEqual(terminal.state(), { ...untouched, isRaw: true });
      loan.output.write('IN THE SHELL');
      terminal.resize(60, 20);
      await wait(60);
      return 0;
    },
  });
  terminal.type('n');
  await host.settled();
  terminal.type('s');
  await host.settled();
  await shows(/IN THE SHELL/);
  const [during = '', after = ''] = terminal.drawn().split('IN THE SHELL')[1]!.split('\u001b[?1049h');
  t.is(during, '', 'nothing is drawn over the shell');
  t.regex(after, /refrom {2}Dockerfile[^]*1 FROM a[^]*3 RUN two[^]*q quit/);
  t.notRegex(after, /\u001b\[2[1-9];1H/, 'and in the new size');
  t.true(terminal.state().isRead);
});

test('another size is drawn at once, and whole', (t) => {
  const { terminal } = open(t);
  const before = terminal.written().length;
  terminal.resize(120, 40);
  t.regex(terminal.drawn(before), /refrom[^]*\u001b\[40;1H[^]*q quit/);
});

test('to draw anew draws all', (t) => {
  const { terminal } = open(t);
  terminal.type('?');
  const before = terminal.written().length;
  terminal.type('\u000c');
  t.regex(terminal.drawn(before), /refrom[^]*run the next step[^]*q quit/);
});

test('a terminal that hangs up quits the session, once', async (t) => {
  const { terminal, host, ended } = open(t);
  terminal.hangUp();
  await ended;
  t.is(host.inputs.filter(({ type }) => type === 'quit').length, 1);
});

test('closing it restores the terminal and does not touch the session', async (t) => {
  const { terminal, host, ended, ...opened } = open(t);
  opened.close();
  opened.close();
  await ended;
  t.deepEqual(terminal.state(), untouched);
  t.is(host.getState().status, 'paused');
  const { length } = terminal.written();
  host.dispatch({ type: 'next' });
  await host.settled();
  await wait(60);
  t.is(terminal.written().length, length, 'nothing is drawn any more');
});

/** Where a defect of ours may show itself: each ends the interface with its reason. */
const defects: Readonly<Record<string, (host: FakeHost, terminal: FakeTerminal) => void>> = {
  'in a command': (host, terminal) => {
    host.dispatch = fail;
    terminal.type('n');
  },
  'in a key': (host, terminal) => {
    host.getState = fail;
    terminal.type('j');
  },
  'in a frame': (host, terminal) => {
    host.getState = fail;
    terminal.resize(100, 30);
  },
};
const fail = (): never => {
  throw new Error('a defect');
};

for (const [place, provoke] of Object.entries(defects)) {
  test(`a defect ${place} is told, and the terminal restored`, async (t) => {
    const { terminal, host, ended } = open(t);
    provoke(host, terminal);
    await t.throwsAsync(ended, { message: 'a defect' });
    t.deepEqual(terminal.state(), untouched);
  });
}

/** A session that stands still, with the frames that are drawn while time passes. */
function watch(inputs: Parameters<typeof tellSession>[1]): { pieces: number; waiting: number } {
  const { session } = tellSession(text, inputs);
  const host: DebuggerHost = {
    ...createFakeHost(text),
    getState: () => session,
    subscribe: () => () => undefined,
  };
  let watched = { pieces: 0, waiting: 0 };
  withFakeTimers(({ advance, waiting }) => {
    const terminal = createFakeTerminal();
    const opened = openDebugger(host, terminal);
    advance(1000);
    watched = { pieces: terminal.written().split('\u001b[?2026h').length - 1, waiting: waiting() };
    opened.close();
  });
  return watched;
}

test('while a step runs its sign turns, whether it prints or not', (t) => {
  t.deepEqual(watch([...ran(0), next, starts(1)]), { pieces: 11, waiting: 1 });
});

test('at rest nothing is drawn and no timer waits', (t) => {
  t.deepEqual(watch(ran(0)), { pieces: 1, waiting: 0 });
});
