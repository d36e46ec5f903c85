import test from 'ava';
import { editLine, type EditedLine } from '../../src/tui/edit-line.js';

/** The bar stands for the cursor. */
const read = (text: string): EditedLine => ({ text: text.replace('|', ''), cursor: text.indexOf('|') });
const show = ({ text, cursor }: EditedLine): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;

const edits = test.macro<[before: string, keys: string, after: string]>({
  exec: (t, before, keys, after) => {
    const line = keys
      .split(' ')
      .reduce<EditedLine | undefined>((each, key) => each && editLine(each, key), read(before));
    t.is(line && show(line), after);
  },
  title: (_ = '', before, keys) => `in ${before} ${keys} edits the line`,
});

test(edits, 'ab|d', 'c', 'abc|d');
test(edits, 'ab|', 'space c', 'ab c|');
test(edits, 'a👍|b', 'left', 'a|👍b');
test(edits, 'a|👍b', 'right', 'a👍|b');
test(edits, 'a日本|', 'backspace', 'a日|');
test(edits, 'a|日本', 'delete', 'a|本');
test(edits, 'e\u0301|x', 'backspace', '|x');
test(edits, '|abc', 'left backspace', '|abc');
test(edits, 'abc|', 'right delete', 'abc|');
test(edits, 'ab|c', 'home', '|abc');
test(edits, 'ab|c', 'ctrl+a', '|abc');
test(edits, 'ab|c', 'end', 'abc|');
test(edits, 'ab|c', 'ctrl+e', 'abc|');
test(edits, 'ab|c', 'ctrl+u', '|c');
test(edits, 'ab|c', 'ctrl+k', 'ab|');
test(edits, 'apt-get install gc|c', 'ctrl+w', 'apt-get install |c');
test(edits, 'apt-get install   |', 'ctrl+w', 'apt-get |');
test(edits, 'one two|', 'ctrl+left alt+b', '|one two');
test(edits, '|one two', 'ctrl+right', 'one| two');

test('a key that edits nothing is none of the line', (t) => {
  for (const key of ['up', 'tab', 'return', 'alt+x', 'ctrl+g', 'pageup'])
    t.is(editLine(read('ab|c'), key), undefined);
});

test('a line has an end', (t) => {
  const full = read(`${'x'.repeat(10_000)}|`);
  t.deepEqual(editLine(full, 'y'), full);
});
