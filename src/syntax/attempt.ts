import { BugError } from '../messages/errors.js';

/**
 * Runs a generated parser. It throws on input outside its grammar, and on input nested deeper than the stack:
 * both are the input's fault, and undefined here.
 */
export function attempt<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw new BugError('a generated parser failed', { cause: error });
  }
}
