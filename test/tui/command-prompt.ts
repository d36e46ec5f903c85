import test from 'ava';
import {
  complete,
  openPrompt,
  remember,
  typeCommand,
  type CommandPrompt,
} from '../../src/tui/command-prompt.js';
import { lineOf } from '../../src/tui/edit-line.js';

const history = ['ls', 'apt-get update'];

const typed = (...keys: string[]): CommandPrompt => {
  let prompt = openPrompt;
  for (const key of keys) {
    const step = typeCommand(prompt, key, history);
    if (step.type === 'edited') prompt = step.prompt;
  }
  return prompt;
};

const holds = test.macro<[keys: string, text: string]>({
  exec: (t, keys, text) => {
    t.is(typed(...keys.split(' ')).line.text, text);
  },
  title: (_ = '', keys) => `after ${keys} the prompt holds the right line`,
});

test(holds, 'l s space -', 'ls -');
test(holds, 'up', 'apt-get update');
test(holds, 'up up', 'ls');
test(holds, 'up up up', 'ls');
test(holds, 'x up down', 'x');
test(holds, 'x up up down', 'apt-get update');
test(holds, 'x down', 'x');
test(holds, 'up ! up up', 'ls');
test(holds, 'ctrl+p ctrl+p ctrl+n', 'apt-get update');

test('Enter gives the line, an empty one leaves', (t) => {
  t.deepEqual(typeCommand(typed('l', 's'), 'return', history), { type: 'entered', text: 'ls' });
  t.deepEqual(typeCommand(typed('space'), 'return', history), { type: 'left' });
});

test('it is left by Esc, by Ctrl-C, and by taking back what is not there', (t) => {
  for (const key of ['escape', 'ctrl+c'])
    t.deepEqual(typeCommand(typed('l'), key, history), { type: 'left' });
  t.deepEqual(typeCommand(openPrompt, 'backspace', history), { type: 'left' });
});

const cat: CommandPrompt = { line: lineOf('cat /e'), completion: 'asked' };
const completed = (candidates: string[]): CommandPrompt => complete(cat, cat.line, { start: 4, candidates });

test('Tab asks, and the line waits for nobody', (t) => {
  const step = typeCommand({ line: lineOf('cat /e') }, 'tab', history);
  t.deepEqual(step, { type: 'completionAsked', prompt: cat });
  const later = typeCommand(cat, 't', history);
  t.deepEqual(later, { type: 'edited', prompt: { line: lineOf('cat /et') } });
});

test('the only candidate is written whole, a file with a blank behind it, a folder without', (t) => {
  t.deepEqual(completed(['/etc/passwd']), { line: lineOf('cat /etc/passwd ') });
  t.deepEqual(completed(['/etc/']), { line: lineOf('cat /etc/') });
});

test('of several the common beginning is written, and all are shown', (t) => {
  const candidates = ['/etc/group', '/etc/gshadow'];
  t.deepEqual(completed(candidates), { line: lineOf('cat /etc/g'), completion: candidates });
});

test('nothing found leaves the line as it is', (t) => {
  t.deepEqual(completed([]), { line: cat.line, completion: [] });
});

test('in the middle of a line only what is before the cursor is completed', (t) => {
  const line = { text: 'cat /e | wc', cursor: 6 };
  const { line: after } = complete({ line }, line, { start: 4, candidates: ['/etc/'] });
  t.deepEqual(after, { text: 'cat /etc/ | wc', cursor: 9 });
});

test('an answer that comes when the line has changed is ignored', (t) => {
  const now: CommandPrompt = { line: lineOf('cat /ex') };
  t.is(complete(now, cat.line, { start: 4, candidates: ['/etc/'] }), now);
});

test('a line again is remembered once, at the end; one that begins with a blank not at all', (t) => {
  t.deepEqual(remember(history, 'ls'), ['apt-get update', 'ls']);
  t.deepEqual(remember(history, ' export TOKEN=x'), history);
  const many = Array.from({ length: 500 }, (_, index) => String(index));
  t.deepEqual(remember(many, 'new'), [...many.slice(1), 'new']);
});
