import test from 'ava';
import fc from 'fast-check';
import { quoteValue } from '../../../src/plan/expand/quote-value.js';
import { allBound } from '../../../src/plan/state/bindings.js';
import { valueIn } from '../../../src/plan/state/scope.js';
import type { Escape } from '../../../src/syntax/tree.js';
import { anyText } from '../../helpers/any-text.js';
import { planText } from '../../helpers/plan-text.js';

const quoted = test.macro((t, value: string, escape: Escape, expected: string | undefined) => {
  t.is(quoteValue(value, escape), expected);
});

test('a plain value needs no quotes', quoted, 'https://a.example/b?c', '\\', '"https://a.example/b?c"');
test('a version needs no quotes', quoted, '1.2.3-rc1+x', '\\', '1.2.3-rc1+x');
test('nothing is written for an empty value', quoted, '', '\\', '');
test('blanks are quoted', quoted, 'a b', '\\', '"a b"');
test('quotes, dollars and backslashes are escaped', quoted, '"$A\\', '\\', '"\\"\\$A\\\\"');
test('the escape directive is honoured', quoted, '"$A\\`', '`', '"`"`$A\\``"');
test('a line break cannot be expressed', quoted, 'a\nb', '\\', undefined);

for (const escape of ['\\', '`'] as const) {
  test(`a quoted value is read back exactly, with the escape character ${escape}`, (t) => {
    const value = fc
      .oneof(
        fc.string(),
        anyText(),
        fc.string({
          unit: fc.constantFrom('"', '$', "'", '\\', '`', '{', '}', ' ', 'a', '#', '<', '\t', '\r'),
        }),
      )
      .filter((text) => !text.includes('\n'));
    fc.assert(
      fc.property(value, (text) => {
        const { plan, messages } = planText(
          `# escape=${escape}\nFROM a\nARG V=${quoteValue(text, escape)!} W\nRUN x\n`,
        );
        t.deepEqual(messages, []);
        const { after } = plan.steps.at(-1)!;
        t.is(valueIn(after, 'V'), text);
        t.deepEqual([...allBound(after.declared).keys()], ['V', 'W']);
      }),
    );
  });
}
