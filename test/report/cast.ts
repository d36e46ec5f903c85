import test from 'ava';
import xterm from '@xterm/headless';
import { createCast, type Cast } from '../../src/report/cast.js';

const header = { columns: 20, rows: 4, timestamp: 1_700_000_000, title: 'a "title"', term: 'xterm' };
const open = (longest?: number): Cast => createCast(header, longest);

const eventsOf = (lines: string): [number, string, string][] =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as [number, string, string]);

test('a cast begins with what it is of, on one line', (t) => {
  const first = open().header;
  t.regex(first, /^[^\n]+\n$/);
  t.deepEqual(JSON.parse(first), {
    version: 2,
    width: 20,
    height: 4,
    timestamp: 1_700_000_000,
    title: 'a "title"',
    env: { TERM: 'xterm' },
  });
});

test('each event of a cast is a line of JSON, whatever it holds', (t) => {
  const text = '\u001b[1m"é漢😀\\\u0000\u2028\ud800';
  t.deepEqual(eventsOf(open().output(1.23456789, text)), [[1.234568, 'o', text]]);
});

test('line ends of a cast are those a terminal gets', (t) => {
  t.deepEqual(eventsOf(open().output(0, 'a\nb\r\n')), [[0, 'o', 'a\r\nb\r\n']]);
});

test('another size is an event of a cast, and nothing is none', (t) => {
  const cast = open();
  t.is(cast.resize(2, 100, 30), '[2,"r","100x30"]\n');
  t.is(cast.output(3, ''), '');
});

test('the times of a cast never go back', (t) => {
  const cast = open();
  const lines = cast.output(5, 'a') + cast.output(4, 'b');
  t.deepEqual(
    eventsOf(lines).map(([time]) => time),
    [5, 5],
  );
});

test('a cast that is as long as it may be says so, and holds no more', (t) => {
  const cast = open(100);
  cast.output(1, 'x'.repeat(60));
  t.false(cast.isFull());
  const [event] = eventsOf(cast.output(2, 'y'.repeat(60)));
  t.regex(event?.[2] ?? '', /the recording ends here/);
  t.true(cast.isFull());
  t.is(cast.output(3, 'z'), '');
  t.is(cast.resize(3, 1, 1), '');
});

test('a cast that is played shows what the terminal showed', async (t) => {
  const pieces = ['\u001b[2J\u001b[1;1Hhello\nworld', '\u001b[31m', ' 漢字 😀', '\u001b[1;1H\u001b[2Kbye'];
  const cast = open();
  const lines = pieces.map((piece, at) => cast.output(at, piece)).join('');
  const real = await screenOf(pieces.map((piece) => piece.replaceAll('\n', '\r\n')));
  t.is(await screenOf(eventsOf(lines).map(([, , data]) => data)), real);
  t.regex(real, /^bye\nworld 漢字 😀/);
});

async function screenOf(pieces: readonly string[]): Promise<string> {
  const terminal = new xterm.Terminal({ cols: 20, rows: 4, allowProposedApi: true });
  for (const piece of pieces)
    await new Promise<void>((done) => {
      terminal.write(piece, done);
    });
  const { active } = terminal.buffer;
  return [0, 1, 2, 3].map((row) => active.getLine(row)?.translateToString(true) ?? '').join('\n');
}
