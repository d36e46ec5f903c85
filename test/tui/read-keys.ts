// Keys out of what a terminal sends, and out of when it sends it.
import { PassThrough } from 'node:stream';
import test from 'ava';
import { readKeys, type TerminalKey } from '../../src/tui/read-keys.js';
import { watchKeys } from '../../src/tui/watch-keys.js';
import { withFakeTimers, type FakeClock } from '../helpers/with-fake-timers.js';

const reads = test.macro<[text: string, keys: string, rest?: string]>({
  exec: (t, text, keys, rest = '') => {
    t.deepEqual(readKeys(text), { keys: keys.split(' ').filter((key) => key !== ''), rest });
  },
  title: (_ = '', text, keys, rest) =>
    `${JSON.stringify(text)} is ${keys === '' ? 'no key' : keys}${rest === undefined ? '' : ', and more to come'}`,
});

test(reads, '', '');
test(reads, 'n', 'n');
test(reads, 'nR?', 'n R ?');
test(reads, 'é日👍', 'é 日 👍');
test(reads, '\r\n\t \u007f\b', 'return return tab space backspace backspace');
test(reads, '\u0003\u0004\u000c\u0015\0', 'ctrl+c ctrl+d ctrl+l ctrl+u ctrl+space');

test(reads, '\u001b[A\u001b[B\u001b[C\u001b[D', 'up down right left');
test(reads, '\u001bOA\u001bOB\u001bOH\u001bOF', 'up down home end');
test(reads, '\u001b[H\u001b[F\u001b[1~\u001b[4~\u001b[7~\u001b[8~', 'home end home end home end');
test(reads, '\u001b[5~\u001b[6~\u001b[3~\u001b[Z', 'pageup pagedown delete shift+tab');
test(reads, '\u001b[1;2A\u001b[1;2B\u001b[1;5A\u001b[1;3A', 'shift+up shift+down ctrl+up alt+up');
test(reads, '\u001b[1;8A\u001b[5;2~\u001b[1;1A', 'ctrl+alt+shift+up shift+pageup up');
test(reads, '\u001bn\u001bé', 'alt+n alt+é');
test(reads, '\u001b\u001b[A', 'escape up');
test(reads, 'j\u001b[Aj', 'j up j');

// Nothing of ours: function keys, focus, answers of the terminal.
test(reads, '\u001b[15~\u001bOP\u001b[I\u001b[O', '');
test(reads, '\u001b[?62;22c\u001b[24;80R', '');
test(reads, '\u001b]11;rgb:1e1e/1e1e/1e1e\u001b\\n', 'n');
test(reads, '\u001b]11;rgb:1e1e/1e1e/1e1e\u0007n', 'n');
test(reads, '\u001bP>|terminal 1.0\u001b\\n', 'n');
test(reads, 'a\u001b[200~quit\rq\u001b[Ac\u001b[201~b', 'a b');

// Cut in the middle.
test(reads, '\u001b', '', '\u001b');
test(reads, 'n\u001b[', 'n', '\u001b[');
test(reads, '\u001bO', '', '\u001bO');
test(reads, '\u001b[1;', '', '\u001b[1;');
test(reads, '\u001b]11;rgb:1e1e', '', '\u001b]');
test(reads, '\u001b]11;rgb:1e1e\u001b', '', '\u001b]\u001b');
test(reads, '\u001b[200~qqq', '', '\u001b[200~qqq');
test(reads, '\u001b[<64;10', '', '\u001b[<64;10');

test('clicks and the wheel come between the keys', (t) => {
  t.deepEqual(readKeys('n\u001b[<0;1;2M\u001b[<0;1;2mc\u001b[<65;80;24M'), {
    keys: [
      'n',
      { type: 'click', column: 0, row: 1 },
      'c',
      { type: 'wheel', direction: 1, column: 79, row: 23 },
    ],
    rest: '',
  });
});

test('a terminal that tells of the mouse in bytes types no keys with them', (t) => {
  t.deepEqual(readKeys('n\u001b[M qQc'), { keys: ['n', 'c'], rest: '' });
  t.deepEqual(readPieces(['\u001b[M', ' ', 'q', 'Qc']), ['c']);
});

/** As the pieces come from a terminal. */
function readPieces(pieces: readonly string[]): TerminalKey[] {
  let rest = '';
  return pieces.flatMap((piece) => {
    const read = readKeys(rest + piece);
    rest = read.rest;
    return read.keys;
  });
}

test('keys that come character by character are the same keys', (t) => {
  const text =
    'n\u001b[A\u001b[1;2B\u001b[<0;300;1m\u001b[5~\u001bOH\u001b]11;rgb:1e/1e\u001b\\q\u001b]0;x\u0007\u001bPab\u001b\\é\u001b[200~quit\u001b[20 q\u001b[201~👍';
  t.deepEqual(readPieces(Array.from(text)), ['n', 'up', 'shift+down', 'pageup', 'home', 'q', 'é', '👍']);
});

test('however much is pasted, little of it is remembered, and its end is found', (t) => {
  let rest = '\u001b[200~';
  for (let count = 0; count < 1000; count += 1) {
    const read = readKeys(rest + 'quit now\r'.repeat(100));
    t.deepEqual(read.keys, []);
    ({ rest } = read);
    t.true(rest.length < 20);
  }
  t.deepEqual(readKeys(`${rest}\u001b[201~n`), { keys: ['n'], rest: '' });
});

for (const start of ['\u001b[', '\u001b]', '\u001bP']) {
  test(`a sequence that never ends is given up: ${JSON.stringify(start)}`, (t) => {
    t.true(readKeys(start + '1'.repeat(10_000)).rest.length < 100);
  });
}

/** Text comes at once, as bytes; a number lets so many milliseconds pass. */
function keysOf(...story: (string | Buffer | number)[]): TerminalKey[] {
  const keys: TerminalKey[] = [];
  withFakeTimers(({ advance }) => {
    const input = new PassThrough();
    watchKeys(input, (key) => keys.push(key));
    for (const each of story) {
      if (typeof each === 'number') advance(each);
      else input.emit('data', Buffer.from(each));
    }
  });
  return keys;
}

test('keys are told as they come', (t) => {
  t.deepEqual(keysOf('n', 'nc', 1000, '\u001b[A'), ['n', 'n', 'c', 'up']);
});

test('an escape that stays alone is the key', (t) => {
  t.deepEqual(keysOf('\u001b', 100, 'n'), ['escape', 'n']);
});

test('an escape whose sequence comes soon after is that sequence', (t) => {
  t.deepEqual(keysOf('\u001b', 10, '[A', 100), ['up']);
});

test('the time to wait begins again with each piece', (t) => {
  t.deepEqual(keysOf('\u001b', 20, '[', 20, '1;2', 20, 'A', 100), ['shift+up']);
});

test('two escapes are two keys', (t) => {
  t.deepEqual(keysOf('\u001b\u001b', 100), ['escape', 'escape']);
});

test('a sequence that does not go on takes no later key with it', (t) => {
  t.deepEqual(keysOf('\u001b[', 100, 'n'), ['n']);
  t.deepEqual(keysOf('\u001bO', 100, 'q'), ['q']);
  t.deepEqual(keysOf('\u001b]', 100, 'q'), ['q']);
});

test('a paste may take its time', (t) => {
  t.deepEqual(keysOf('\u001b[200~q', 1000, 'q', 1000, 'q\u001b[201~n'), ['n']);
});

test('a character whose bytes come apart is one key', (t) => {
  const [first, ...others] = Buffer.from('é');
  t.deepEqual(keysOf(Buffer.from([first!]), Buffer.from(others)), ['é']);
});

test('after the end nothing is told, not even what came together with the last key', (t) => {
  const keys: TerminalKey[] = [];
  const input = new PassThrough();
  const stop = watchKeys(input, (key) => {
    keys.push(key);
    if (key === 'q') stop();
  });
  input.emit('data', 'nqn');
  input.emit('data', 'n');
  t.deepEqual(keys, ['n', 'q']);
});

test('the end leaves the stream paused, unheard, and with no timer', (t) => {
  const input = new PassThrough();
  const check = ({ waiting, advance }: FakeClock): void => {
    const keys: TerminalKey[] = [];
    const stop = watchKeys(input, (key) => keys.push(key));
    t.false(input.isPaused());
    input.emit('data', '\u001b');
    t.is(waiting(), 1);
    stop();
    t.is(waiting(), 0);
    advance(1000);
    t.deepEqual(keys, []);
  };
  withFakeTimers(check);
  t.true(input.isPaused());
  t.is(input.listenerCount('data'), 0);
});
