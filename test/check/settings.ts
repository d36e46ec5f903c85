// `# check=`, the build argument in its place, and the comment above an instruction.
import test from 'ava';
import { readSettings } from '../../src/check/read-settings.js';
import { checkText, placesOf, type Around } from '../helpers/findings-of.js';

const body = 'FROM base\nCMD a\nENV B c\n';
const both = ['JSONArgsRecommended', 'LegacyKeyValueFormat'];

const runs = test.macro((t, head: string, expected: readonly string[], around?: Around) => {
  const names = placesOf(head + body, around).map((place) => place.split(' ')[0]);
  t.deepEqual(names, [...expected]);
  t.deepEqual(checkText(head + body, around).messages, []);
});

test('nothing said: all rules that are not experimental', runs, '', both);
test('skip one', runs, '# check=skip=JSONArgsRecommended\n', ['LegacyKeyValueFormat']);
test('skip several', runs, '# check=skip=JSONArgsRecommended,LegacyKeyValueFormat\n', []);
test('skip all', runs, '# check=skip=all\n', []);
test('blanks around the words', runs, '#  Check =  skip=all  \n', []);
test('the value ends at a blank', runs, '# check=skip=JSONArgsRecommended and more\n', [
  'LegacyKeyValueFormat',
]);
test(
  'a later skip takes the place of an earlier one',
  runs,
  '# check=skip=JSONArgsRecommended;skip=LegacyKeyValueFormat\n',
  ['JSONArgsRecommended'],
);
test('a comment before it makes it a comment, of the FROM below', (t) => {
  t.deepEqual(placesOf(`# hello\n# check=skip=all\n${body}`).length, 2);
});
test('below another directive', runs, '# escape=\\\n# check=skip=all\n', []);
test(
  'an indented one is none, as BuildKit looks for it in untrimmed lines',
  runs,
  '  # check=skip=all\n',
  both,
);
test('below an indented directive', runs, ' # escape=\\\n# check=skip=all\n', both);
test('an empty build argument takes the place of the directive too', runs, '# check=skip=all\n', both, {
  options: { buildArguments: { BUILDKIT_DOCKERFILE_CHECK: '' } },
});
test('a build argument takes the place of a directive that is wrong', runs, '# check=nonsense\n', [], {
  options: { buildArguments: { BUILDKIT_DOCKERFILE_CHECK: 'skip=all' } },
});

test('error=true makes errors of warnings', (t) => {
  const severities = (head: string): string[] =>
    checkText(head + body).findings.map(({ severity }) => severity);
  t.deepEqual(severities(''), ['warning', 'warning']);
  t.deepEqual(severities('# check=error=true\n'), ['error', 'error']);
  t.deepEqual(severities('# check=skip=JSONArgsRecommended;error=T\n'), ['error']);
  t.deepEqual(severities('# check=error=0\n'), ['warning', 'warning']);
});

test('an experimental rule runs if it is named, whatever is skipped', (t) => {
  const found = (head: string): string[] => placesOf(`${head}FROM base\n# x\nARG A\n`);
  t.deepEqual(found(''), []);
  t.deepEqual(found('# check=experimental=InvalidDefinitionDescription;skip=all\n'), [
    'InvalidDefinitionDescription 4:1',
  ]);
  t.deepEqual(found('# check=experimental=all;skip=InvalidDefinitionDescription\n'), [
    'InvalidDefinitionDescription 4:1',
  ]);
});

const wrong = test.macro((t, value: string) => {
  t.true('wrong' in readSettings(value));
  const { messages } = checkText(`# check=${value}\n${body}`);
  t.deepEqual(
    messages.map(({ code, severity }) => [code, severity]),
    [['directive-invalid', 'error']],
  );
});

test('a part without a value', wrong, 'skip');
test('a part of another name', wrong, 'ignore=all');
test('an error that is neither true nor false', wrong, 'error=yes');
test('more behind the third part', wrong, 'skip=a;experimental=b;error=true;');

test('a rule that does not exist is warned of, with the nearest', (t) => {
  const [message, ...others] = checkText(`# check=skip=FromAsCasin\n${body}`).messages;
  t.like(message, { severity: 'warning', hint: 'did you mean `FromAsCasing`?' });
  t.deepEqual(others, []);
});

test('a comment right above an instruction silences a rule there, and only there', (t) => {
  const skip = '# check=skip=JSONArgsRecommended // on purpose\n';
  t.deepEqual(placesOf(`FROM base\n${skip}CMD a\n`), []);
  t.deepEqual(placesOf(`FROM base\n# first\n${skip}\nCMD a\n`), []);
  t.deepEqual(placesOf(`FROM base\n${skip}#\nCMD a\n`), ['JSONArgsRecommended 4:1']);
  t.deepEqual(placesOf(`FROM base\n${skip}RUN b\nCMD a\n`), ['JSONArgsRecommended 4:1']);
  t.deepEqual(placesOf('FROM base\n# check=skip=all\nMAINTAINER a\n'), []);
  t.deepEqual(placesOf('FROM base\n# check=nonsense\nCMD a\n'), ['JSONArgsRecommended 3:1']);
});

test('a comment silences no rule that looks at the whole file', (t) => {
  t.deepEqual(placesOf('ARG A=b\n# check=skip=all\nFROM base AS scratch\n'), ['ReservedStageName 3:14']);
  t.deepEqual(placesOf('FROM base\nRUN a\n# check=skip=all\nrun b\n'), ['ConsistentInstructionCasing 4:1']);
});
