import test from 'ava';
import { listErrors } from '../../src/cli/list-errors.js';
import { outlineBuild } from '../../src/plan/outline.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';

const options = { buildArguments: {}, labels: {}, platform: 'linux/amd64', buildPlatform: 'linux/amd64' };

const lists = test.macro((t, text: string, expected: readonly (readonly [line: number, code: string])[]) => {
  const { tree, messages } = parseDockerfile(text);
  const listed = listErrors(tree, messages, () => options);
  t.deepEqual(
    listed.map(({ code, range }) => [text.slice(0, range.start).split('\n').length, code]),
    expected.map((each) => [...each]),
  );
});

test(
  'mistakes of the plan are told with those of the syntax, in the order of the file',
  lists,
  'FROM a\nRUN --mount=typ=cache,target=/c true\nCOPY one\nENVV A=b\n',
  [
    [2, 'flag-invalid'],
    [3, 'missing-argument'],
    [4, 'unknown-instruction'],
  ],
);
test(
  'what follows from an instruction that could not be read is not told',
  lists,
  'FROM a\nENVV V=1\nRUN echo\nENV W=${V:?unset}\nFRMO b AS c\nCOPY --chwon=1 x y\n',
  [
    [2, 'unknown-instruction'],
    [5, 'unknown-instruction'],
    [6, 'flag-unknown'],
  ],
);
test(
  'a file without errors has nothing to list, whatever the plan would say',
  lists,
  'FROM a\nRUN --mount=typ=cache,target=/c true\n',
  [],
);

test('mistakes of steps are told with those of stages', (t) => {
  const { tree } = parseDockerfile(
    'FROM a AS b\nRUN --mount=typ=cache,target=/c true\nFROM ???\nCOPY --from=b / /\n',
  );
  const { messages } = outlineBuild(tree, options);
  const listed = listErrors(tree, messages, () => options);
  t.deepEqual(
    listed.map(({ code }) => code),
    ['flag-invalid', 'reference-invalid'],
  );
});
