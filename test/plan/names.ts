// Names are the user's: those that every object of JavaScript has are names like any other.
import test from 'ava';
import { planOf } from '../helpers/plan-of.js';

const becomes = test.macro((t, text: string, expected: string, given: Record<string, string> = {}) => {
  const plan = planOf(`${text}\n`, { options: { buildArguments: given } });
  t.is(plan.steps.at(-1)?.after.settings.User, expected);
});

test('a name that nothing has set', becomes, 'FROM a\nUSER x$constructor', 'x');
test(
  'an ARG whose name objects have, without a value',
  becomes,
  'FROM a\nARG toString\nUSER x$toString',
  'x',
);
test('a global ARG without a value', becomes, 'ARG valueOf\nFROM a\nARG valueOf\nUSER x$valueOf', 'x');
test('an ARG with a default', becomes, 'FROM a\nARG constructor=1\nUSER $constructor', '1');
test('a build argument', becomes, 'FROM a\nARG constructor\nUSER $constructor', '2', { constructor: '2' });
test('ENV of the most special name', becomes, 'FROM a\nENV __proto__=1\nUSER $__proto__$value$from', '1');
test('a global ARG of that name', becomes, 'ARG __proto__=1\nFROM a\nARG __proto__\nUSER $__proto__', '1');
test('in FROM', (t) => {
  const { base } = planOf('FROM a$constructor\n').stages[0]!;
  t.like(base, { type: 'image', reference: 'a' });
});
