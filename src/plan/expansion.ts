// Word expansion inside the plan: a problem becomes a message at the word's place.
import { problem, type Message } from '../messages/message.js';
import type { Escape, Word } from '../syntax/tree.js';
import { expandWord, type Expansion } from './expand/expand-word.js';

/** Expands words against one set of variables; problems are pushed to `messages`. */
export interface Expander {
  (word: Word): string;
  readonly lookup: (name: string) => string | undefined;
}

export function createExpander(
  lookup: (name: string) => string | undefined,
  escape: Escape,
  messages: Message[],
  note?: (word: Word, expansion: Expansion) => void,
): Expander {
  const expand = (word: Word): string => {
    const result = expandWord(word.text, { lookup, escape });
    if ('value' in result) {
      note?.(word, result);
      return result.value;
    }
    const code = result.required === true ? 'word-required' : 'word-invalid';
    messages.push(problem(code, word.range, result.problem));
    return word.text;
  };
  return Object.assign(expand, { lookup });
}
