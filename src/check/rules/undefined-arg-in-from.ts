import { nearest } from '../../messages/nearest.js';
import { expandWord } from '../../plan/expand/expand-word.js';
import type { Outline } from '../../plan/outline.js';
import type { Word } from '../../syntax/tree.js';
import { pageOf, spotIn, type Rule } from '../rule.js';

/** FROM sees only the ARGs before the first FROM, and those of the platform. */
export const undefinedArgInFrom: Rule = {
  name: 'UndefinedArgInFrom',
  address: pageOf('undefined-arg-in-from'),
  severity: 'warning',
  find: ({ outline }) =>
    outline.stages.flatMap(({ from }) =>
      [from.image, ...(from.platform === undefined ? [] : [from.platform])].flatMap((word) =>
        undeclaredIn(word, outline).map((name) =>
          spotIn(from, word.range, {
            text: `FROM uses \`$${name}\`, and no ARG before the first FROM declares it`,
            hint: hintFor(name, outline),
          }),
        ),
      ),
    ),
};

function undeclaredIn({ text }: Word, { globals, tree }: Outline): string[] {
  const result = expandWord(text, { lookup: (name) => globals.values[name], escape: tree.escape });
  return 'value' in result ? result.unset.filter((name) => !globals.declared.includes(name)) : [];
}

function hintFor(name: string, { globals }: Outline): string {
  const near = nearest(name, [...globals.declared, ...Object.keys(globals.values)]);
  return near === undefined ? `write \`ARG ${name}\` above the first FROM` : `did you mean \`$${near}\`?`;
}
