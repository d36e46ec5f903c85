// `refrom explain` as a program: where it reads from, what it answers, and that it asks no engine.
import test from 'ava';
import { makeProject, refrom } from '../helpers/refrom.js';

const nobody = { DOCKER_HOST: 'unix:///nonexistent/engine.sock', DOCKER_CONFIG: '/nonexistent' };
const text = 'FROM a\nARG V=1\nRUN echo $V\n';

test('the Dockerfile of the folder, without an engine', async (t) => {
  const folder = await makeProject(t, { Dockerfile: text });
  const { exitCode, stdout, stderr } = await refrom(['explain'], { cwd: folder, env: nobody });
  t.is(exitCode, 0, stderr);
  t.regex(stdout, /3 \| RUN echo \$V\n/);
  t.regex(stdout, /sees {5}V=1: default of ARG, line 2\n/);
  t.is(stdout.match(/taken as having nothing but PATH/g)?.length, 1);
  t.notRegex(stdout, /\u001b/);
});

test('standard input, one line, as JSON', async (t) => {
  const words = ['explain', '--format', 'json', '--line', '3', '--build-arg', 'V=2', '-'];
  const { exitCode, stdout } = await refrom(words, { input: text, stdin: 'pipe', env: nobody });
  t.is(exitCode, 0);
  const { steps } = JSON.parse(stdout) as { steps: { sees: unknown[] }[] };
  t.is(steps.length, 1);
  t.deepEqual(steps[0]?.sees, [{ name: 'V', value: '2', origin: { type: 'build-argument', line: 2 } }]);
});

const refused = test.macro(async (t, words: readonly string[], input: string, reason: RegExp) => {
  const { exitCode, stdout, stderr } = await refrom(['explain', ...words, '-'], { input, stdin: 'pipe' });
  t.is(exitCode, 2);
  t.is(stdout, '');
  t.regex(stderr, reason);
});

test(
  'a line without a step',
  refused,
  ['--line', '9'],
  text,
  /no step of this build stands there\n {2}steps begin at 1, 2, 3/,
);
test('a line that is none', refused, ['--line', 'x'], text, /--line x: expected the number of a line/);
test('a wrong Dockerfile', refused, [], 'FROM a\nCOPPY a b\n', /2:1: `COPPY` is not an instruction/);
test('a target that is none', refused, ['--target', 'x'], text, /stage `x` is not defined/);

test('what refrom does not execute yet is explained all the same', async (t) => {
  const input = 'FROM a\nADD https://b.example/c /d\n';
  const { exitCode, stdout } = await refrom(['explain', '-'], { input, stdin: 'pipe' });
  t.is(exitCode, 0);
  t.regex(stdout, /by hand {2}docker cp downloads nothing/);
});
