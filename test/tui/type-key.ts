import test from 'ava';
import { typeKey, type Typed } from '../../src/tui/type-key.js';

const types = test.macro<[text: string, key: string, typed: Typed]>({
  exec: (t, text, key, typed) => {
    t.deepEqual(typeKey(text, key), typed);
  },
  title: (_ = '', text, key) => `${key} after "${text}"`,
});

const text = (text: string): Typed => ({ type: 'text', text });

test(types, '/ap', 't', text('/apt'));
test(types, 'a', 'space', text('a '));
test(types, 'a', '+', text('a+'));
test(types, 'a', '👍', text('a👍'));
test(types, 'a👍', 'backspace', text('a'));
test(types, '', 'backspace', { type: 'left' });
test(types, 'abc', 'ctrl+u', text(''));
test(types, 'abc', 'return', { type: 'entered' });
test(types, 'abc', 'escape', { type: 'left' });
test(types, 'abc', 'ctrl+c', { type: 'left' });
test(types, 'abc', 'up', text('abc'));
test(types, 'abc', 'alt+x', text('abc'));
test(types, 'x'.repeat(500), 'x', text('x'.repeat(500)));
