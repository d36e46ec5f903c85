import test from 'ava';
import { hideValues, type HiddenValue } from '../../../src/report/transcript/hide-values.js';

const named = test.macro<[values: Readonly<Record<string, string>>, text: string, shown: string]>({
  exec: (t, values, text, shown) => {
    t.is(hideValues(listOf(values)).name(text), shown);
  },
  title: (name = '', _, text) => `${name}: ${text}`,
});

const listOf = (values: Readonly<Record<string, string>>): HiddenValue[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

test('a value is hidden wherever it stands', named, { $A: 'secret1' }, 'xsecret1y secret1', 'x$Ay $A');
test(
  'the longest is hidden first',
  named,
  { $A: 'secret', $B: 'secret-more' },
  'secret-more secret',
  '$B $A',
);
test('a short one is hidden as a word', named, { $A: 'on' }, 'on once "on" upon', '$A once "$A" upon');
test('one with signs of patterns', named, { $A: 'a.b*c$(d)' }, 'a.b*c$(d) axbxc', '$A axbxc');
test('each line of a value for itself', named, { $A: 'first line\nsecond line\n' }, 'a second line', 'a $A');
test('a short line of several is none', named, { $A: 'first line\nab\n' }, 'ab first line', 'ab $A');
test('blanks around a value', named, { $A: ' secret1\n' }, 'is secret1.', 'is $A.');
test('no values', named, {}, 'secret1', 'secret1');
test('an empty value', named, { $A: '' }, 'a b', 'a b');

test('a mask is as wide as the value', (t) => {
  const { mask, longest } = hideValues(listOf({ $A: 'secret1', $B: 'ab' }));
  t.is(mask('[secret1] ab'), '[*******] **');
  t.is(longest, 7);
});
