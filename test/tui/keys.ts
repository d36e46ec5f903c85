// The table of keys: names that a user's file may rely on, and labels that say which key is meant.
import test from 'ava';
import { fixBindings, keyBindings, searchBindings } from '../../src/tui/keys.js';
import { labelKey } from '../../src/tui/label-key.js';

const all = [...keyBindings, ...fixBindings, ...searchBindings];

test('every action has a name of its own, in words', (t) => {
  for (const { name } of all) t.regex(name, /^[a-z]{2,}(-[a-z]+)*$/);
  t.is(new Set(all.map(({ name }) => name)).size, all.length);
});

const shows = test.macro<[key: string, label: string]>({
  exec: (t, key, label) => {
    t.is(labelKey(key), label);
  },
  title: (_ = '', key, label) => `the key ${key} is shown as ${label}`,
});

test(shows, 'n', 'n');
test(shows, 'R', 'R');
test(shows, '+', '+');
test(shows, '日', '日');
test(shows, 'ctrl+c', '^C');
test(shows, 'ctrl+space', 'Ctrl-Space');
test(shows, 'escape', 'Esc');
test(shows, 'return', 'Enter');
test(shows, 'pagedown', 'PgDn');
test(shows, 'shift+up', 'Shift-Up');
test(shows, 'ctrl+shift+left', 'Ctrl-Shift-Left');
test(shows, 'alt+x', 'Alt-x');
test(shows, 'alt++', 'Alt-+');
