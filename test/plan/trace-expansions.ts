import test from 'ava';
import { traceExpansions } from '../../src/plan/trace-expansions.js';
import { outlined } from '../helpers/outlined.js';

/** The words of the last step that name variables, and what they became. */
const expands = test.macro((t, text: string, ...expected: string[]) => {
  const { outline, plan } = outlined(text, { buildArguments: { GIVEN: 'g' } });
  const traced = traceExpansions(outline, plan, plan.steps.at(-1)!);
  t.deepEqual(
    traced
      .filter(({ used, unset }) => used.length + unset.length > 0)
      .map(({ word, value, used, unset }) => `${word.text} ${value} [${used.join()}] [${unset.join()}]`),
    expected,
  );
});

test('the image of FROM', expands, 'ARG T=1\nFROM --platform=$P a:$T', 'a:$T a:1 [T] []', '$P  [] [P]');
test('the values of ENV', expands, 'FROM a\nENV A=1\nENV B=$A C=${D:-d}', '$A 1 [A] []', '${D:-d} d [] [D]');
test('what one ARG sees of itself', expands, 'FROM a\nARG A=1 B=$A', '$A 1 [A] []');
test('no default that is not used', expands, 'FROM a\nARG GIVEN=$A');
test(
  'sources and destination',
  expands,
  'FROM a\nENV A=1\nCOPY x$A /$A/',
  'x$A x1 [A] []',
  '/$A/ /1/ [A] []',
);
test('nothing in RUN', expands, 'FROM a\nENV A=1\nRUN echo $A');
