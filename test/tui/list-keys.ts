// The list of actions, and the page that shows it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { keyTable, modes } from '../../src/tui/keys.js';
import { listKeys } from '../../src/tui/list-keys.js';
import { rebindKeys } from '../../src/tui/rebind-keys.js';
import { projectFolder } from '../helpers/corpus.js';

test('every action stands in the list with its keys, in columns', (t) => {
  const lines = listKeys(keyTable).trimEnd().split('\n');
  t.is(lines.length, modes.flatMap((mode) => keyTable[mode]).length);
  t.regex(lines[0]!, /^next {2,}n {2,}run the next step$/);
  const column = lines[0]!.indexOf('run the next step');
  for (const line of lines) t.regex(line.slice(column - 2), /^ {2}\S/);
});

test('the list has the keys of the user', (t) => {
  t.regex(listKeys(rebindKeys('{ "next": ["é", "space"] }').settings.keys), /^next {2,}é space /);
});

const code = (text: string): string => `\`${text}\``;

test('docs/debugger-keys.md names every action with its keys', (t) => {
  const rows = modes.flatMap((mode) =>
    keyTable[mode].map(
      ({ name, keys, description }) => `| ${code(name)} | ${keys.map(code).join(' ')} | ${description} |`,
    ),
  );
  const page = readFileSync(join(projectFolder, 'docs/debugger-keys.md'), 'utf8');
  t.deepEqual(
    page.split('\n').filter((line) => line.startsWith('| `')),
    rows,
  );
});

test("the example of the page's own is a file that is taken", (t) => {
  const page = readFileSync(join(projectFolder, 'docs/debugger-keys.md'), 'utf8');
  const [, example = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
  t.deepEqual(rebindKeys(example).messages, []);
});
