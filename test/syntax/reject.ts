// Every kind of mistake the parser finds: `fixtures/reject/NAME.Dockerfile` and the messages in `NAME.expected`.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import type { MessageCode } from '../../src/messages/codes.js';
import type { Message } from '../../src/messages/message.js';
import { locate } from '../../src/messages/range.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { print } from '../../src/syntax/print.js';
import { checkRanges } from '../helpers/check-ranges.js';
import { projectFolder } from '../helpers/corpus.js';

const folder = join(projectFolder, 'fixtures/reject');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.Dockerfile'))
  .map((name) => name.slice(0, -'.Dockerfile'.length));

/** `line:column severity code | what | what to do`. */
function printMessage(text: string, { code, severity, range, text: what, hint = '' }: Message): string {
  const { line, column } = locate(text, range.start);
  return `${line}:${column} ${severity} ${code} | ${what} | ${hint}\n`;
}

for (const name of names) {
  test(`${name} is reported where it stands`, (t) => {
    const text = readFileSync(join(folder, `${name}.Dockerfile`), 'utf8');
    const expected = readFileSync(join(folder, `${name}.expected`), 'utf8');
    const { tree, messages } = parseDockerfile(text);
    t.is(messages.map((message) => printMessage(text, message)).join(''), expected);
    t.is(print(tree), text);
    t.deepEqual(checkRanges(tree, messages), []);
    t.true(messages.length > 0);
  });
}

/** What the parser can find; the other codes are for the plan, the context and the command line. */
const codes: readonly MessageCode[] = [
  'empty-file',
  'line-too-long',
  'directive-invalid',
  'directive-syntax',
  'unknown-instruction',
  'instruction-before-from',
  'missing-argument',
  'too-many-arguments',
  'argument-invalid',
  'json-invalid',
  'flag-unknown',
  'flag-invalid',
  'flag-encoding',
  'heredoc-unterminated',
  'heredoc-invalid',
  'continuation-empty',
  'stage-name-invalid',
  'onbuild-invalid',
];

test('every code of the parser has a fixture, and no fixture another', (t) => {
  const expected = names.map((name) => readFileSync(join(folder, `${name}.expected`), 'utf8')).join('');
  const found = [...expected.matchAll(/^\d+:\d+ \w+ ([\w-]+) \| .+ \| .+$/gm)].map(([, code]) => code);
  t.is(found.length, expected.split('\n').length - 1);
  t.deepEqual([...new Set(found)].sort(), [...codes].sort());
});
