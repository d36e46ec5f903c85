// What the painter writes is judged by a terminal: its screen must be the frame.
import xterm from '@xterm/headless';
import test, { type ExecutionContext } from 'ava';
import { createScreenPainter, type ScreenPainter } from '../../src/tui/screen-painter.js';

interface Painted {
  readonly painter: ScreenPainter;
  readonly written: string[];
  readonly screen: () => Promise<string[]>;
  readonly write: (text: string) => Promise<void>;
  /** As `screen` saw it last. */
  readonly hasBackground: (row: number, column: number) => boolean;
}

function openPainted(): Painted {
  const terminal = new xterm.Terminal({ cols: 10, rows: 4, allowProposedApi: true });
  const write = (text: string): Promise<void> =>
    new Promise((resolve) => {
      terminal.write(text, resolve);
    });
  const written: string[] = [];
  const painter = createScreenPainter((text) => {
    written.push(text);
    void write(text);
  });
  const screen = async (): Promise<string[]> => {
    await write('');
    const { active } = terminal.buffer;
    return [0, 1, 2, 3].map((row) => active.getLine(active.viewportY + row)!.translateToString(true));
  };
  const hasBackground = (row: number, column: number): boolean =>
    !terminal.buffer.active.getLine(row)!.getCell(column)!.isBgDefault();
  return { painter, written, screen, write, hasBackground };
}

const frames: readonly (readonly string[])[] = [
  ['one', 'two', 'three', 'four'],
  ['one', 'TWO', 'three', 'four'],
  ['0123456789', '0123456789', '0123456789', '0123456789'],
  ['short', '日本語日本', '', '\u001b[31mred'],
  ['short'],
  ['', '0123456789', 'x', '日本'],
];

async function showsEach(t: ExecutionContext, { painter, screen }: Painted): Promise<void> {
  for (const frame of frames) {
    painter.paint(frame.join('\n'));
    const expected = [0, 1, 2, 3].map((row) => (frame[row] ?? '').replace('\u001b[31m', ''));
    t.deepEqual(await screen(), expected);
  }
}

test('each frame is what the screen then shows, whatever was there before', async (t) => {
  await showsEach(t, openPainted());
});

test('a full-width frame scrolls nothing away', async (t) => {
  const painted = openPainted();
  painted.painter.paint(['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc', 'dddddddddd'].join('\n'));
  painted.painter.paint(['eeeeeeeeee', 'bbbbbbbbbb', 'cccccccccc', 'ffffffffff'].join('\n'));
  t.deepEqual(await painted.screen(), ['eeeeeeeeee', 'bbbbbbbbbb', 'cccccccccc', 'ffffffffff']);
});

test('only what differs is written, in one piece; nothing for the same frame', (t) => {
  const { painter, written } = openPainted();
  painter.paint('one\ntwo\nthree');
  painter.paint('one\ntwo\nthree');
  t.is(written.length, 1);
  painter.paint('one\nTWO\nthree');
  t.is(written.length, 2);
  t.true(written[1]!.includes('TWO'));
  t.false(/one|three/.test(written[1]!));
});

test('every piece is synchronised, so that no half of a frame is seen', (t) => {
  const { painter, written } = openPainted();
  for (const frame of frames) painter.paint(frame.join('\n'));
  t.is(written.length, frames.length);
  for (const piece of written) t.regex(piece, /^\u001b\[\?2026h[^]*\u001b\[\?2026l$/);
});

test('after something else wrote on the screen, the next frame is written whole', async (t) => {
  const { painter, screen, write } = openPainted();
  painter.paint('one\ntwo');
  await write('\u001b[1;1Hnoise\r\nnoise\r\nnoise');
  painter.forget();
  painter.paint('one\ntwo');
  t.deepEqual(await screen(), ['one', 'two', '', '']);
});

test('a colour that is on colours nothing else', async (t) => {
  const { painter, screen, hasBackground } = openPainted();
  painter.paint('\u001b[41mred\nplain');
  await screen();
  t.true(hasBackground(0, 0));
  t.false(hasBackground(0, 5));
  t.false(hasBackground(1, 0));
  painter.paint('\u001b[41mred\nother');
  await screen();
  t.false(hasBackground(1, 7), 'nor when the line is written again');
});
