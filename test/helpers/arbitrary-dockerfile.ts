// Random texts in the shape of Dockerfiles: pieces that mean something, put together in ways nobody would.
import fc from 'fast-check';
import { anyText } from './any-text.js';

const pieces = [
  'FROM',
  'RUN',
  'COPY',
  'ADD',
  'ENV',
  'ARG',
  'LABEL',
  'CMD',
  'ONBUILD',
  'HEALTHCHECK',
  'VOLUME',
  'SHELL',
  'from',
  'BOGUS',
  'a',
  'x=y',
  '/d/',
  'AS',
  'name',
  '$A',
  '${B:-c}',
  '${',
  '--from=0',
  '--link',
  '--',
  '--mount=type="b c"',
  '"q r"',
  "'s",
  '"',
  '["a", "b"]',
  '["a", 1]',
  '[',
  '<<E',
  "<<-'E'",
  '<< E',
  'E',
  '\\',
  '\\\\',
  '`',
  '#',
  '# c',
  '# escape=`',
  '#!x',
  ' ',
  '\t',
  '\u00a0',
  '\u2003',
  '\uFEFF',
  'é',
  '𝐀',
  '\u0000',
  '\v',
  '\r',
  '=',
  ':',
  'NONE',
  'FROM a\n',
  'RUN <<E\n',
  '\tE\n',
];
const ends = ['\n', '\n', '\n', '\r\n', ' \\\n', '\\\n', '`\n', '\\ \t\r\n', ' '];

const line = fc
  .tuple(
    fc.array(fc.constantFrom(...pieces), { maxLength: 6 }),
    fc.constantFrom(' ', ''),
    fc.constantFrom(...ends),
  )
  .map(([words, separator, end]) => words.join(separator) + end);

/** A document of up to two dozen lines, now and then with arbitrary text in it. */
export const arbitraryDockerfile: fc.Arbitrary<string> = fc
  .array(fc.oneof({ arbitrary: line, weight: 9 }, { arbitrary: anyText(), weight: 1 }), {
    maxLength: 24,
  })
  .map((lines) => lines.join(''));
