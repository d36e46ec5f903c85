// Reports of the mouse: what a click is, what the wheel, and that nothing else is either.
import test from 'ava';
import { readMouse } from '../../src/tui/read-mouse.js';

const place = { column: 9, row: 4 };

test('a press of the left button is a click, whatever is held with it', (t) => {
  for (const code of [0, 4, 8, 16, 28])
    t.deepEqual(readMouse(`<${code};10;5`, 'M'), { type: 'click', ...place });
});

test('the wheel goes up and down', (t) => {
  t.deepEqual(readMouse('<64;10;5', 'M'), { type: 'wheel', direction: -1, ...place });
  t.deepEqual(readMouse('<65;10;5', 'M'), { type: 'wheel', direction: 1, ...place });
});

const meansNothing = test.macro<[parameters: string, final?: string]>({
  exec: (t, parameters, final = 'M') => {
    t.is(readMouse(parameters, final), undefined);
  },
  title: (name = '') => `${name} means nothing`,
});

test('a release', meansNothing, '<0;10;5', 'm');
test('a middle button', meansNothing, '<1;10;5');
test('a right button', meansNothing, '<2;10;5');
test('a move with a button held', meansNothing, '<32;10;5');
test('a wheel to the side', meansNothing, '<66;10;5');
test('a further button', meansNothing, '<128;10;5');
test('a place before the first', meansNothing, '<0;0;5');
test('a place without a row', meansNothing, '<0;10');
test('one number too many', meansNothing, '<0;10;5;7');
test('a number beyond every screen', meansNothing, '<0;100000;5');
test('an empty report', meansNothing, '<');
