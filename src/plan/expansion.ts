// Word expansion inside the plan: a problem becomes a message at the word's place.
import { problem, type Message } from '../messages/message.js';
import type { Escape, Word } from '../syntax/tree.js';
import { expandWord, type Expansion, type ExpansionProblem } from './expand/expand-word.js';
import { expandWords } from './expand/expand-words.js';

/** Expands words against one set of variables; problems are pushed to `messages`. */
export interface Expander {
  (word: Word): string;
  /** To as many words as its expansion has, for EXPOSE alone; to none if there is a problem. */
  readonly list: (word: Word) => readonly string[];
  readonly lookup: (name: string) => string | undefined;
}

export function createExpander(
  lookup: (name: string) => string | undefined,
  escape: Escape,
  messages: Message[],
  note?: (word: Word, expansion: Expansion) => void,
): Expander {
  const refuse = ({ range }: Word, { required, problem: text }: ExpansionProblem): void => {
    messages.push(problem(required === true ? 'word-required' : 'word-invalid', range, text));
  };
  const expand = (word: Word): string => {
    const result = expandWord(word.text, { lookup, escape });
    if ('value' in result) {
      note?.(word, result);
      return result.value;
    }
    refuse(word, result);
    return word.text;
  };
  const list = (word: Word): readonly string[] => {
    const result = expandWords(word.text, { lookup, escape });
    if ('words' in result) {
      note?.(word, { ...result, value: result.words.join(' ') });
      return result.words;
    }
    refuse(word, result);
    return [];
  };
  return Object.assign(expand, { list, lookup });
}
