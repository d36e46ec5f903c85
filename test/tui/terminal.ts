import test from 'ava';
import { openTerminal, type TerminalScreen } from '../../src/tui/terminal.js';
import { createFakeTerminal, untouched, type FakeTerminal } from '../helpers/fake-terminal.js';

interface Opened {
  readonly terminal: FakeTerminal;
  readonly screen: TerminalScreen;
  /** What the listeners were told. */
  readonly heard: string[];
}

function open(hasMouse = true): Opened {
  const terminal = { ...createFakeTerminal(), hasMouse };
  const heard: string[] = [];
  const screen = openTerminal(terminal, {
    onKey: (key) => heard.push(typeof key === 'string' ? key : key.type),
    onResize: () => heard.push('resize'),
    onGone: () => heard.push('gone'),
  });
  return { terminal, screen, heard };
}

const taken = {
  isRaw: true,
  isAlternate: true,
  hasCursor: false,
  wraps: false,
  marksPastes: true,
  tellsOfMouse: true,
  isRead: true,
};

/** Raw, since the program in the shell's container decides what keys mean; else as the user's shell has it. */
const lent = { ...untouched, isRaw: true };

test('the terminal is taken whole: its screen, its cursor, its keys', (t) => {
  const { terminal, screen, heard } = open();
  t.deepEqual(terminal.state(), taken);
  t.true(screen.isShown());
  terminal.type('n\u001b[A');
  t.deepEqual(heard, ['n', 'up']);
});

test('the mouse is left to a terminal whose user wishes so', (t) => {
  const { terminal, screen } = open(false);
  t.deepEqual(terminal.state(), { ...taken, tellsOfMouse: false });
  screen.close();
  t.deepEqual(terminal.state(), untouched);
});

test('a click is told like a key', (t) => {
  const { terminal, heard } = open();
  terminal.type('n\u001b[<0;3;4M\u001b[<0;3;4m');
  t.deepEqual(heard, ['n', 'click']);
});

/** Every way out, each from a terminal that is shown. */
const waysOut: Readonly<Record<string, (opened: Opened) => unknown>> = {
  'closing it': ({ screen }) => {
    screen.close();
  },
  'closing it twice': ({ screen }) => {
    screen.close();
    screen.close();
  },
  'the end of the program': ({ terminal }) => {
    terminal.exit();
  },
  'the end of the program while it is lent': ({ terminal, screen }) => {
    void screen.lend(() => new Promise(() => undefined));
    terminal.exit();
  },
  'closing it while it is lent': async ({ screen }) => {
    await screen.lend(() => {
      screen.close();
      return Promise.resolve();
    });
  },
  'a failure after closing it while it is lent': async ({ screen }) => {
    await screen
      .lend(() => {
        screen.close();
        return Promise.reject(new Error('no shell'));
      })
      .catch(() => undefined);
  },
  'closing it after it was lent': async ({ screen }) => {
    await screen.lend(() => Promise.resolve());
    screen.close();
  },
  'closing it after a hang-up': ({ terminal, screen }) => {
    terminal.hangUp();
    screen.close();
  },
};

for (const [name, leave] of Object.entries(waysOut)) {
  test(`${name} gives the terminal back as it was`, async (t) => {
    const opened = open();
    await leave(opened);
    t.deepEqual(opened.terminal.state(), untouched);
    t.false(opened.screen.isShown());
  });
}

test('the end writes what restores the terminal once, and after it nobody listens', (t) => {
  const { terminal, screen, heard } = open();
  screen.close();
  const { length } = terminal.written();
  terminal.exit();
  screen.close();
  t.is(terminal.written().length, length);
  terminal.type('n');
  terminal.resize(100, 30);
  t.deepEqual(heard, []);
});

test('the end puts colours out', (t) => {
  const { terminal, screen } = open();
  screen.write('\u001b[31mred');
  screen.close();
  t.regex(terminal.written(), /red\u001b\[0m/);
});

test('lent, the terminal is on its ordinary screen, raw, and nobody else reads', async (t) => {
  const { terminal, screen, heard } = open();
  await screen.lend(() => {
    t.deepEqual(terminal.state(), lent);
    t.false(screen.isShown());
    terminal.type('exit');
    return Promise.resolve();
  });
  t.deepEqual(heard, []);
});

test('after it was lent it is taken again, and the answer handed on', async (t) => {
  const { terminal, screen, heard } = open();
  t.is(await screen.lend(() => Promise.resolve(7)), 7);
  t.deepEqual(terminal.state(), taken);
  terminal.type('n');
  t.deepEqual(heard, ['n'], 'each key is heard once');
});

test('it is taken again when its use fails, and the reason handed on', async (t) => {
  const { terminal, screen } = open();
  await t.throwsAsync(
    screen.lend(() => Promise.reject(new Error('no shell'))),
    { message: 'no shell' },
  );
  t.deepEqual(terminal.state(), taken);
  t.true(screen.isShown());
});

test('it cannot be lent twice at a time, nor after the end', async (t) => {
  const { screen } = open();
  await screen.lend(async () => {
    await t.throwsAsync(
      screen.lend(() => Promise.resolve()),
      { message: /is lent/ },
    );
  });
  screen.close();
  await t.throwsAsync(
    screen.lend(() => Promise.resolve()),
    { message: /is closed/ },
  );
});

test('whoever borrows it sees its size, and hears of a new one until they stop listening', async (t) => {
  const { terminal, screen } = open();
  await screen.lend((loan) => {
    const sizes: unknown[] = [loan.size()];
    const stop = loan.onResize(() => sizes.push(loan.size()));
    terminal.resize(100, 30);
    stop();
    terminal.resize(40, 10);
    t.deepEqual(sizes, [
      { columns: 80, rows: 24 },
      { columns: 100, rows: 30 },
    ]);
    return Promise.resolve();
  });
});

test('a new size is told', (t) => {
  const { terminal, screen, heard } = open();
  terminal.resize(100, 30);
  t.deepEqual(heard, ['resize']);
  t.deepEqual(screen.size(), { columns: 100, rows: 30 });
});

test('an output that is no terminal counts as one of the usual size', (t) => {
  const { stdin, stdout, ...terminal } = createFakeTerminal();
  Object.assign(stdout, { columns: undefined, rows: undefined });
  const nothing = (): void => undefined;
  const screen = openTerminal(
    { ...terminal, stdin: Object.assign(stdin, { setRawMode: undefined }), stdout },
    { onKey: nothing, onResize: nothing, onGone: nothing },
  );
  t.deepEqual(screen.size(), { columns: 80, rows: 24 });
  t.notThrows(() => {
    screen.close();
  });
});

test('a terminal that hangs up is told of, and ends nothing by itself', (t) => {
  const { terminal, heard } = open();
  terminal.hangUp();
  t.deepEqual([...new Set(heard)], ['gone']);
});

test('a terminal that hangs up at the very end throws nothing', (t) => {
  const { terminal, screen } = open();
  screen.close();
  t.notThrows(() => {
    terminal.hangUp();
  });
});
