import test from 'ava';
import { formatMessage } from '../../../src/messages/code-frame.js';
import { linesOf } from '../../../src/messages/range.js';
import { readScript } from '../../../src/cli/script/read-script.js';
import { checkPlaces } from '../../../src/cli/script/check-places.js';
import type { ScriptCommand } from '../../../src/cli/script/script.js';
import { planOf } from '../../helpers/plan-of.js';

const reads = test.macro({
  exec: (t, text: string, command: ScriptCommand) => {
    const { lines, messages } = readScript(text);
    t.deepEqual(messages, []);
    t.deepEqual(
      lines.map((line) => line.command),
      [command],
    );
  },
  title: (_, text) => `reads ${JSON.stringify(text)}`,
});

test(reads, 'next', { type: 'next', times: 1 });
test(reads, 'next 12', { type: 'next', times: 12 });
test(reads, '  continue\t', { type: 'continue' });
test(reads, 'back\r\n', { type: 'back' });
test(reads, '\uFEFFquit', { type: 'quit' });
test(reads, 'retry', { type: 'retry', from: 'clean' });
test(reads, 'retry wreck', { type: 'retry', from: 'wreck' });
test(reads, 'break 7 # before make', { type: 'break', place: '7' });
test(reads, 'break build:7', { type: 'break', place: 'build:7' });
test(reads, 'break /apt-get install/', { type: 'break', place: '/apt-get install/' });
test(reads, "break '$VERSION =~ ^2' # two", { type: 'break', place: '$VERSION =~ ^2' });
test(reads, 'break "$VERSION == 2"', { type: 'break', place: '$VERSION == 2' });
test(reads, 'here 3', { type: 'here', line: 3 });
test(reads, 'skip', { type: 'skip' });
test(reads, String.raw`shell 'echo \"a"'`, { type: 'shell', script: String.raw`echo \"a"` });
test(reads, 'shell "ls -l"', { type: 'shell', script: 'ls -l' });
test(reads, String.raw`shell "echo \"a # b\" \\ \n"`, {
  type: 'shell',
  script: String.raw`echo "a # b" \ \n`,
});
test(reads, 'print env', { type: 'print', what: 'env' });
test(reads, 'print config', { type: 'print', what: 'config' });
test(reads, 'print state', { type: 'print', what: 'state' });
test(reads, 'expect paused 3', { type: 'expect', expectation: { type: 'paused', line: 3 } });
test(reads, 'expect paused', { type: 'expect', expectation: { type: 'paused' } });
test(reads, 'expect failed', { type: 'expect', expectation: { type: 'failed' } });
test(reads, 'expect failed 3', { type: 'expect', expectation: { type: 'failed', line: 3 } });
test(reads, 'expect finished', { type: 'expect', expectation: { type: 'finished' } });
test(reads, String.raw`expect output /a \/ # b/i`, {
  type: 'expect',
  expectation: { type: 'output', pattern: /a \/ # b/i },
});
test(reads, '\n# nothing\n   # here\nwrite\n\n', { type: 'write' });

test('each command knows its line and how it was written', (t) => {
  const { lines } = readScript('# first\n  next  2 # two\nshell "a"\n');
  t.deepEqual(
    lines.map(({ line, text }) => [line, text]),
    [
      [2, 'next  2'],
      [3, 'shell "a"'],
    ],
  );
});

const refuses = test.macro({
  exec: (t, text: string, says: RegExp) => {
    const { lines, messages } = readScript(text);
    t.deepEqual(lines, []);
    t.regex(messages.map((message) => formatMessage('s', linesOf(text), message)).join('\n'), says);
  },
  title: (_, text) => `refuses ${JSON.stringify(text)}`,
});

test(refuses, 'nxt', /^s:1:1: expected a command: next, .* found `nxt`[^]*did you mean `next`\?/);
test(refuses, '"next"', /^s:1:1: expected a command/);
test(refuses, 'Next', /did you mean `next`/);
test(refuses, 'next 0', /^s:1:6: expected how many steps, and found `0`/);
test(refuses, 'next 2 3', /^s:1:8: expected nothing behind `next \[N\]`, and found `3`/);
test(refuses, 'continue on', /^s:1:10: expected nothing behind `continue`/);
test(refuses, 'retry dirty', /^s:1:7: expected `clean` or `wreck`/);
test(refuses, 'break', /^s:1:1: expected LINE, STAGE, .*, and found the end of the line/);
test(refuses, 'break 1e3', /^s:1:7: expected LINE, STAGE, .* found `1e3`/);
test(refuses, 'break $V == 2', /^s:1:7: expected LINE, [^]*blanks need quotes, such as break '/);
test(refuses, "break '$V = 2'", /^s:1:7: expected LINE, .* found "\$V = 2"/);
test(refuses, 'break a b', /^s:1:9: expected nothing behind `break PLACE`/);
test(refuses, "break 'a", /^s:1:7: expected a text in single quotes/);
test(refuses, 'here build', /^s:1:6: expected a line of the Dockerfile/);
test(refuses, 'shell ls', /^s:1:7: expected the command in quotes, and found `ls`/);
test(refuses, 'shell ""', /^s:1:7: expected the command in quotes, and found ""/);
test(refuses, 'shell "ls', /^s:1:7: expected a text in double quotes/);
test(refuses, 'shell "ls"x', /^s:1:7: expected a text in double quotes, and a blank/);
test(refuses, String.raw`shell "ls\"`, /^s:1:7: expected a text in double quotes/);
test(refuses, 'print environment', /^s:1:7: expected one of env, config, state/);
test(refuses, 'expect', /^s:1:1: expected one of paused, failed, finished, output, and found the end/);
test(refuses, 'expect pause', /did you mean `paused`/);
test(refuses, 'expect paused x', /^s:1:15: expected a line/);
test(refuses, 'expect finished 3', /^s:1:17: expected nothing/);
test(refuses, 'expect output "x"', /^s:1:15: expected a pattern between slashes, and found "x"/);
test(refuses, 'expect output /x', /^s:1:15: expected a pattern between slashes/);
test(refuses, 'expect output /(/', /^s:1:15: expected a regular expression: /);
test(refuses, 'expect output /x/g', /^s:1:15: expected some of the flags i, m, s and u/);
test(refuses, 'expect output /x/ii', /expected some of the flags/);
test(refuses, 'expect output /x/ /y/', /^s:1:19: expected nothing behind `expect/);

test('everything that is wrong is found at once', (t) => {
  const text = 'nxt\nnext\n\nbreak 0\n  quit now\n';
  const { messages } = readScript(text);
  t.deepEqual(
    messages.map((message) => formatMessage('s', linesOf(text), message).split(' ', 1)[0]),
    ['s:1:1:', 's:4:7:', 's:5:8:'],
  );
});

test('lines on which no step stands are found once there is a plan', (t) => {
  const text = 'break 1\nbreak 2\nhere 9\nexpect failed 3\nexpect paused 4\nexpect paused\n';
  const { lines } = readScript(text);
  const messages = checkPlaces(lines, planOf('FROM a\n# two\nRUN x \\\n  y\n'));
  t.deepEqual(
    messages.map((message) => formatMessage('s', linesOf(text), message).split('\n', 1)[0]),
    [
      's:2:1: no step of this build stands on line 2 of the Dockerfile',
      's:3:1: no step of this build stands on line 9 of the Dockerfile',
    ],
  );
});

test('stages that are not there and broken expressions are found once there is a plan', (t) => {
  const text =
    "break first\nbreak frist:1\nbreak first:9\nbreak /(/\nbreak /x/\nbreak '$V =~ ('\nbreak '$V == ('\n";
  const messages = checkPlaces(readScript(text).lines, planOf('FROM a AS first\nRUN x\n'));
  t.deepEqual(
    messages.map((message) => formatMessage('s', linesOf(text), message).split('\n', 1)[0]),
    [
      's:2:1: no stage `frist` in this build',
      's:3:1: no step of this build stands there',
      's:4:1: `(` is no regular expression: Unterminated group',
      's:6:1: `(` is no regular expression: Unterminated group',
    ],
  );
});
