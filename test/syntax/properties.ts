import fc from 'fast-check';
import test from 'ava';
import { parseDockerfile, parseTrigger } from '../../src/syntax/parse-dockerfile.js';
import { print } from '../../src/syntax/print.js';
import { arbitraryDockerfile } from '../helpers/arbitrary-dockerfile.js';
import { checkRanges } from '../helpers/check-ranges.js';
import { propertyRuns } from '../helpers/property-runs.js';

const holds = test.macro((t, property: (text: string) => boolean) => {
  t.notThrows(() => {
    fc.assert(fc.property(arbitraryDockerfile, property), propertyRuns(500));
  });
});

test('any text prints to itself', holds, (text) => print(parseDockerfile(text).tree) === text);

test('the ranges of any tree tile and lie where they belong', holds, (text) => {
  const { tree, messages } = parseDockerfile(text);
  return checkRanges(tree, messages).length === 0;
});

test('an instruction that is not read has an error inside it', holds, (text) => {
  const { tree, messages } = parseDockerfile(text);
  const unread = tree.instructions.filter((instruction) => instruction.keyword === '');
  return unread.every(({ range }) =>
    messages.some(
      ({ severity, range: found }) =>
        severity === 'error' && found.start >= range.start && found.end <= range.end,
    ),
  );
});

test('every message says what to do', holds, (text) =>
  parseDockerfile(text).messages.every((message) => message.text !== '' && message.text.length < 300),
);

test('a tree survives JSON', holds, (text) => {
  const { tree } = parseDockerfile(text);
  const instructions: unknown = JSON.parse(JSON.stringify(tree.instructions));
  return Array.isArray(instructions) && instructions.length === tree.instructions.length;
});

test('a trigger is any text', holds, (text) => print(parseTrigger(text).tree) === text);

test('what follows a complete file does not change how it is read', holds, (text) => {
  const complete = parseDockerfile(`FROM a\n${text}\nRUN x\n`).tree;
  const longer = parseDockerfile(`FROM a\n${text}\nRUN x\nRUN y\n`).tree;
  const swallowed = longer.instructions.at(-1)?.rest.text !== 'y';
  return swallowed || longer.instructions.length === complete.instructions.length + 1;
});
