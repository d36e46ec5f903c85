import { expandWord, type Expansion } from '../plan/expand/expand-word.js';
import { valueIn } from '../plan/state/scope.js';
import type { Escape } from '../syntax/tree.js';
import type { Visit } from './visit-stages.js';

/** A word as it is expanded where the build goes; undefined if it cannot be, which is an error of its own. */
export function expandAt(
  { before }: Visit,
  text: string,
  options: { readonly escape: Escape; readonly keepQuotes?: boolean },
): Expansion | undefined {
  const lookup = (name: string): string | undefined => valueIn(before, name);
  const result = expandWord(text, { ...options, lookup });
  return 'value' in result ? result : undefined;
}
