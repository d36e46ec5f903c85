import test from 'ava';
import { codeFrame } from '../../src/messages/code-frame.js';
import { linesOf, locate, locateIn } from '../../src/messages/range.js';

test('a position found by the lines is that found in the text', (t) => {
  for (const text of ['', 'a', '\n', 'a\n', 'a\r\n\n\nb c', '\na\n']) {
    const lines = linesOf(text);
    for (let at = 0; at <= text.length + 1; at += 1) t.deepEqual(locateIn(lines, at), locate(text, at));
  }
});

test('an excerpt has the line before, and carriage returns of neither', (t) => {
  const frame = codeFrame(linesOf('FROM a\r\nCOPPY b c\r\nRUN d'), { start: 8, end: 13 });
  t.is(frame, '   1 | FROM a\n>  2 | COPPY b c\n     | ^^^^^');
  t.is(codeFrame(linesOf('FROM'), { start: 0, end: 0 }), '>  1 | FROM\n     | ^');
});
