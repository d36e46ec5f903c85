// The user's keys.json: what it binds anew, and all that can be wrong with it.
import test from 'ava';
import { locate } from '../../src/messages/range.js';
import { isKeyName } from '../../src/tui/key-names.js';
import { findBinding, keyTable, modes } from '../../src/tui/keys.js';
import { presentHelp } from '../../src/tui/present/help.js';
import { presentKeys } from '../../src/tui/present/status.js';
import { pressKey } from '../../src/tui/press-key.js';
import { rebindKeys, type KeySettings } from '../../src/tui/rebind-keys.js';
import { readKeys } from '../../src/tui/read-keys.js';
import { openView, type ViewContext } from '../../src/tui/view-state.js';
import { sceneOf, textOf } from '../helpers/scene-of.js';
import { ran, tellSession } from '../helpers/tell-session.js';

const accepts = (text: string): KeySettings => {
  const { settings, messages } = rebindKeys(text);
  if (messages.length > 0) throw new Error(messages.map((message) => message.text).join('\n'));
  return settings;
};

const session = (text: string): ViewContext => ({
  ...tellSession('FROM a\nRUN one\n', ran(0)),
  keys: accepts(text).keys,
});

test('an empty object leaves all as it is', (t) => {
  t.deepEqual(
    modes.map((mode) => accepts('{}').keys[mode].map(({ name, keys }) => [name, keys])),
    modes.map((mode) => keyTable[mode].map(({ name, keys }) => [name, keys])),
  );
  t.true(accepts('{}').hasMouse);
});

test('an action has the keys that are given to it, and its own no more', (t) => {
  const { keys } = accepts('{ "next": "é", "continue": ["C", "space"] }');
  t.is(findBinding(keys, 'session', 'é')?.name, 'next');
  t.is(findBinding(keys, 'session', 'n'), undefined);
  for (const key of ['C', 'space']) t.is(findBinding(keys, 'session', key)?.name, 'continue');
});

test('two actions may change keys', (t) => {
  const { keys } = accepts('{ "next": "c", "continue": "n" }');
  t.is(findBinding(keys, 'session', 'c')?.name, 'next');
  t.is(findBinding(keys, 'session', 'n')?.name, 'continue');
});

test('an action may be left without a key', (t) => {
  const context = session('{ "skip": [] }');
  t.deepEqual(pressKey(openView({ columns: 80, rows: 24 }), 'x', context), {
    view: openView({ columns: 80, rows: 24 }),
  });
  t.notRegex(textOf(presentKeys(sceneOf(context, { columns: 200 }))), /skip/);
});

test('help and hints show the keys of the user', (t) => {
  const context = session(
    '{ "next": ["space", "é"], "help": "alt+h", "follow": "alt+g", "toggle-breakpoint": "ctrl+b" }',
  );
  const scene = sceneOf(context, { columns: 200 });
  t.regex(textOf(presentKeys(scene)), /^ Space next .* \^B break .* Alt-h help$/);
  const { title, rows } = presentHelp(scene, 100);
  t.regex(rows.map(textOf).join('\n'), /^ {2}Space é +run the next step\n/);
  t.regex(textOf({ spans: title }), /Alt-g closes/);
});

test('the help is left by what quits or follows, whatever its key', (t) => {
  const context = session('{ "quit": "Q", "follow": "tab" }');
  const view = { ...openView({ columns: 80, rows: 24 }), isHelpOpen: true };
  for (const key of ['Q', 'tab']) t.false(pressKey(view, key, context).view.isHelpOpen);
  for (const key of ['q', 'escape']) t.true(pressKey(view, key, context).view.isHelpOpen);
});

test('a search has keys of its own, which may be those of actions', (t) => {
  const { keys } = accepts('{ "search-next": ["return", "ctrl+u"] }');
  t.is(findBinding(keys, 'search', 'ctrl+u')?.name, 'search-next');
  t.is(findBinding(keys, 'session', 'ctrl+u')?.name, 'pane-half-page-up');
});

test('the mouse can be left to the terminal', (t) => {
  t.false(accepts('{ "mouse": false }').hasMouse);
  t.true(accepts('{ "mouse": true }').hasMouse);
});

/** Each problem as `line:column: text`, hints behind it. */
const problemsOf = (text: string): string[] =>
  rebindKeys(text).messages.map(({ range, text: reason, hint }) => {
    const { line, column } = locate(text, range.start);
    return `${line}:${column}: ${reason}${hint === undefined ? '' : `; ${hint}`}`;
  });

const refuses = test.macro<[text: string, ...problems: string[]]>({
  exec: (t, text, ...problems) => {
    t.deepEqual(problemsOf(text), problems);
  },
  title: (name = '') => `refused: ${name}`,
});

const form = 'expected a JSON object of actions, each with a key or a list of keys; found';
const example = 'such as { "next": "f", "continue": ["c", "space"] }';
test('an empty file', refuses, '', `1:1: ${form} the end of the file; ${example}`);
test('no JSON', refuses, '{ "next": "é" "quit": "q" }', `1:15: ${form} "\\""; ${example}`);
test('a file that is cut', refuses, '{\n  "next": "é",', `2:15: ${form} the end of the file; ${example}`);
test('a number', refuses, '{ "next": 1 }', `1:11: ${form} "1"; ${example}`);
test('an unknown action', refuses, '{ "nxt": "é" }', '1:3: there is no action `nxt`; did you mean `next`?');
test(
  'an action that is like none',
  refuses,
  '{ "make-coffee": "é" }',
  '1:3: there is no action `make-coffee`; refrom debug --keys lists all of them',
);
test(
  'an unknown key',
  refuses,
  '{ "next": "retrun" }',
  '1:11: there is no key "retrun"; did you mean `return`?',
);
test(
  'an empty key',
  refuses,
  '{ "next": "" }',
  '1:11: there is no key ""; a key is a character, ctrl+ with a letter, alt+ with a character, or one of up, down, right, left, end, home, delete, pageup, pagedown, return, tab, backspace, space, ctrl+space, shift+tab, escape',
);
test(
  'a key of another action',
  refuses,
  '{ "next": "c" }',
  '1:11: `next`: "c" is the key of `continue` already; give `continue` another one here, or take another one for `next`',
);
test(
  'one key for two actions',
  refuses,
  '{\n "next": "é",\n "skip": ["x", "é"]\n}',
  '3:16: `skip`: "é" is the key of `next` already; give `next` another one here, or take another one for `skip`',
);
test(
  'no way to quit',
  refuses,
  '{ "quit": [] }',
  '1:3: `quit`: it must have a key: there is no other way to do it',
);
test(
  'no way to the help',
  refuses,
  '{ "help": [] }',
  '1:3: `help`: it must have a key: there is no other way to do it',
);
test(
  'a character in a search',
  refuses,
  '{ "search-next": "n" }',
  '1:18: in a search "n" is typed, and does nothing else',
);
test(
  'an action given twice',
  refuses,
  '{ "next": "é", "next": "F" }',
  '1:16: `next` stands here a second time',
);
test('a truth value as a key', refuses, '{ "next": true }', '1:3: `next`: expected a key, or a list of keys');
test('a key for the mouse', refuses, '{ "mouse": "m" }', '1:3: `mouse`: expected true or false');
test(
  'several things at once',
  refuses,
  '{ "nxt": "é",\n  "skip": "shift+x",\n  "help": [] }',
  '1:3: there is no action `nxt`; did you mean `next`?',
  '2:11: there is no key "shift+x"; a key is a character, ctrl+ with a letter, alt+ with a character, or one of up, down, right, left, end, home, delete, pageup, pagedown, return, tab, backspace, space, ctrl+space, shift+tab, escape',
  '3:3: `help`: it must have a key: there is no other way to do it',
);

test('every key of the table has a name that a file may use', (t) => {
  for (const mode of modes)
    for (const { keys } of keyTable[mode]) for (const key of keys) t.true(isKeyName(key), key);
});

test('what a terminal sends is named as a file may name it', (t) => {
  const sent = [
    'a',
    'é',
    ' ',
    '\t',
    '\r',
    '\u007f',
    '\u0001',
    '\u001bx',
    '\u001b[Z',
    '\u001b[1;6A',
    '\u001b[3;3~',
    '\0',
  ];
  for (const text of sent) {
    const [key] = readKeys(text).keys;
    t.true(typeof key === 'string' && isKeyName(key), JSON.stringify(text));
  }
});

test('what no terminal sends is no key', (t) => {
  for (const key of [
    'ctrl+i',
    'ctrl+m',
    'ctrl+1',
    'shift+a',
    'alt+',
    'ctrl+',
    'shift+ctrl+up',
    'ab',
    ' ',
    '\u0001',
  ])
    t.false(isKeyName(key), key);
});
