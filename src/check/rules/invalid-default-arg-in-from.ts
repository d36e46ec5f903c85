import { expandWord } from '../../plan/expand/expand-word.js';
import { collectGlobals } from '../../plan/globals.js';
import type { Message } from '../../messages/message.js';
import { readReference } from '../../syntax/values/image-reference.js';
import { pageOf, spotOfFile, type Rule, type Spot } from '../rule.js';

/** As if no --build-arg were given: what is left then has to be the name of an image. */
export const invalidDefaultArgInFrom: Rule = {
  name: 'InvalidDefaultArgInFrom',
  address: pageOf('invalid-default-arg-in-from'),
  severity: 'warning',
  find: ({ tree, outline }) => {
    const messages: Message[] = [];
    const { values } = collectGlobals(tree, { ...outline.options, buildArguments: {} }, messages);
    const spots: Spot[] = [];
    for (const { from } of outline.stages) {
      const { image } = from;
      const result = expandWord(image.text, { lookup: (name) => values[name], escape: tree.escape });
      // Like BuildKit, which looks no further than the first that cannot be expanded: that one is an error.
      if (messages.length > 0 || !('value' in result)) return spots;
      if (readReference(result.value) !== undefined) continue;
      const found = result.value === '' ? 'nothing' : `\`${result.value}\``;
      spots.push(
        spotOfFile(from, image.range, {
          text: `without --build-arg, \`${image.text}\` is ${found}, which names no image`,
          hint: 'give the ARG before FROM a default that makes it one',
        }),
      );
    }
    return spots;
  },
};
