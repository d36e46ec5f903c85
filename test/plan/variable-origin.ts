import test from 'ava';
import { variableOrigin, type VariableOrigin } from '../../src/plan/variable-origin.js';
import { outlined } from '../helpers/outlined.js';

const images = { a: { Env: ['PATH=/bin', 'B=1'], OnBuild: ['ENV T=1', 'ARG U=2'] } };

/** Of V as the last step of the file sees it. */
const comesFrom = test.macro(
  (t, text: string, expected: VariableOrigin, given: Record<string, string> = {}) => {
    const { outline, plan } = outlined(text, { buildArguments: given }, images);
    t.deepEqual(variableOrigin(outline, plan, plan.steps.at(-1)!, 'V'), expected);
  },
);
const from = test.macro((t, name: string, expected: VariableOrigin, base = 'a') => {
  const { outline, plan } = outlined(`FROM ${String(base)}\nUSER x\nUSER y\n`, {}, images);
  t.deepEqual(variableOrigin(outline, plan, plan.steps.at(-1)!, name), expected);
});

test('a variable of ENV', comesFrom, 'FROM a\nENV V=1\nUSER $V', { type: 'env', line: 2 });
test('the last ENV counts', comesFrom, 'FROM a\nENV V=1\nENV V=1\nENV W=1\nUSER x', { type: 'env', line: 3 });
test('a name that is expanded', comesFrom, 'FROM a\nENV N=V\nENV $N=1\nUSER x', { type: 'env', line: 3 });
test('the default of an ARG', comesFrom, 'FROM a\nARG V=1\nUSER x', { type: 'default', line: 2 });
test('--build-arg', comesFrom, 'FROM a\nARG V=1\nUSER x', { type: 'build-argument', line: 2 }, { V: '2' });
test('ARG after ENV', comesFrom, 'FROM a\nENV V=1\nARG V=2\nUSER x', { type: 'default', line: 3 });
test('ENV after ARG', comesFrom, 'FROM a\nARG V=2\nENV V=1\nUSER x', { type: 'env', line: 3 });
test('a bare ARG after ENV', comesFrom, 'FROM a\nENV V=1\nARG V\nUSER x', { type: 'env', line: 2 });
test('a global default', comesFrom, 'ARG V=1\nFROM a\nARG V\nUSER x', { type: 'global-default', line: 1 });
test('a global ARG not declared again', comesFrom, 'ARG V=1\nFROM a\nUSER x', { type: 'unset' });
test('an ARG without a value', comesFrom, 'FROM a\nARG V\nUSER x', { type: 'unset' });
test('seen by FROM', comesFrom, 'ARG V=1\nARG V\nFROM $V', { type: 'global-default', line: 1 });
test('given to FROM', comesFrom, 'ARG V=1\nARG V\nFROM $V', { type: 'build-argument', line: 2 }, { V: '2' });
test('nothing for FROM', comesFrom, 'FROM a$V', { type: 'unset' });
test('the stage below', comesFrom, 'FROM a AS s\nARG V=1\nFROM s\nUSER x', { type: 'default', line: 2 });
const overridden = 'FROM a AS s\nENV V=1\nUSER x\nARG V=2\nUSER y\nFROM s AS t\nUSER z\nFROM t\nUSER x';
test('ENV of the stage below, where an ARG took its place', comesFrom, overridden, { type: 'env', line: 2 });
test('not seen by its own step', comesFrom, 'FROM a\nENV V=1', { type: 'unset' });

test('the base image', from, 'B', { type: 'base-image', reference: 'a' });
test('the PATH of the base image', from, 'PATH', { type: 'base-image', reference: 'a' });
test('the PATH of scratch', from, 'PATH', { type: 'path' }, 'scratch');
test('a trigger has the line of the FROM that fires it', from, 'T', { type: 'env', line: 1 });
test('an ARG of a trigger', from, 'U', { type: 'default', line: 1 });

test('a platform argument', (t) => {
  const { outline, plan } = outlined('FROM --platform=$BUILDPLATFORM a\nARG TARGETARCH\nUSER x', {}, images);
  t.deepEqual(variableOrigin(outline, plan, plan.steps[0]!, 'BUILDPLATFORM'), { type: 'platform' });
  t.deepEqual(variableOrigin(outline, plan, plan.steps.at(-1)!, 'TARGETARCH'), { type: 'platform' });
});

test('stages that come earlier in the plan than in the file', (t) => {
  const text =
    'FROM a AS x\nENV V=1\nFROM a AS y\nFROM x AS z\nUSER $V\nFROM a\nCOPY --from=y / /y\nCOPY --from=z / /z\n';
  const { outline, plan } = outlined(text, {}, images);
  t.deepEqual(
    plan.stages.map(({ index }) => index),
    [1, 0, 2, 3],
  );
  t.deepEqual(
    variableOrigin(
      outline,
      plan,
      plan.steps.find(({ keyword }) => keyword === 'USER')!,
      'V',
    ),
    { type: 'env', line: 2 },
  );
});
