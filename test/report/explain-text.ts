import test from 'ava';
import { explainBuild } from '../../src/explain/explain-build.js';
import { formatExplanationJson } from '../../src/report/explain-json.js';
import { formatExplanation } from '../../src/report/explain-text.js';
import { wrapText } from '../../src/report/wrap-text.js';
import { readCorpus, testWithCorpus } from '../helpers/corpus.js';
import { outlined } from '../helpers/outlined.js';

function format(text: string, color = false, line?: number): string {
  const { outline, plan } = outlined(text);
  return formatExplanation(text, explainBuild(outline, plan, line), { columns: 80, color });
}

test('a step is an excerpt and short lines', (t) => {
  t.is(
    format('FROM a\nENV A=1\nUSER "b $A"\n', false, 3),
    [
      'step 3   3 | USER "b $A"',
      'metadata lets what follows, and containers of the image, run as b 1',
      'key      the step before; the configuration after it',
      'expands  "b $A" → b 1',
      '         A=1: ENV, line 2',
      'by hand  docker create --name by-hand by-hand:2',
      `         docker commit -c 'USER "b 1"' by-hand by-hand:3`,
      '         docker rm -v by-hand',
      '',
      'Not looked at, and taken as having nothing but PATH: a.',
      'By hand: by-hand:N is the image after step N; run the commands in the context.',
      '',
    ].join('\n'),
  );
});

test('a trigger is shown as what it is', (t) => {
  const said = format('FROM scratch AS b\nONBUILD USER x\nFROM b\n');
  t.regex(said, /step 4 +\| ONBUILD USER x\n/);
});

test('of a long instruction the beginning is shown', (t) => {
  const said = format(`FROM a\nRUN a \\\n${'  b \\\n'.repeat(20)}  c\n`);
  t.regex(said, /\| {3}b \\\n +\| …\n/);
  t.is([...said.matchAll(/^ +\d+ \|/gm)].length, 4);
});

test('colours are there when they are asked for, and change nothing else', (t) => {
  const text = 'FROM a\nRUN b\n';
  t.regex(format(text, true), /\u001b\[/);
  t.is(format(text, true).replaceAll(/\u001b\[\d+m/g, ''), format(text));
});

test('control characters of the file do not reach the terminal', (t) => {
  const said = format('FROM a\nENV A="\u001b]0;title\u0007x" B=$A\nUSER $A\n');
  t.notRegex(said, /[\u0000-\u0009\u000b-\u001f]/);
});

test('a step that docker cannot do by hand leaves a gap, and a note says so', (t) => {
  t.regex(format('FROM a\nCOPY --chown=1 b c\n'), /Where there is no command, by-hand:N has to be made by/);
});

test('values with blanks at their ends are quoted', (t) => {
  t.regex(format('FROM a\nENV A="b $C"\n'), /"b \$C" → "b "\n/);
});

test('JSON has all of it', (t) => {
  const text = 'FROM a\nENV A=1\nUSER $A\n';
  const { outline, plan } = outlined(text);
  const { path, notes, steps } = JSON.parse(
    formatExplanationJson('D', text, explainBuild(outline, plan)),
  ) as { path: string; notes: string[]; steps: unknown[] };
  t.is(path, 'D');
  t.is(notes.length, 2);
  t.like(steps[2], {
    step: 2,
    stage: '0',
    line: 3,
    column: 1,
    instruction: 'USER $A',
    kind: 'metadata',
    words: [
      { text: '$A', value: '1', variables: [{ name: 'A', value: '1', origin: { type: 'env', line: 2 } }] },
    ],
    byHand: { limits: [] },
  });
});

test('text is wrapped at blanks, and long words are left whole', (t) => {
  t.deepEqual(wrapText('ab cd efghijkl m\nn', 5), ['ab cd', 'efghijkl', 'm', 'n']);
});

testWithCorpus('every file of the corpus can be explained', (t) => {
  let count = 0;
  for (const { text } of readCorpus()) {
    const said = format(text);
    count += said.split('\nkey ').length - 1;
  }
  t.true(count > 3000, String(count));
});
