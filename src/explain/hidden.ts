import type { Outline } from '../plan/outline.js';
import { looksSecret } from '../plan/secret-names.js';

/** A build argument with a secret's name: its value is on the command line, and nowhere else. */
export const isHidden = ({ options }: Outline, name: string): boolean =>
  Object.hasOwn(options.buildArguments, name) && looksSecret(name);

/** The values that are not shown, by the name that stands for each; longest first, so that none hides in another. */
export const hiddenValues = (outline: Outline): readonly (readonly [name: string, value: string])[] =>
  Object.entries(outline.options.buildArguments)
    .filter(([name, value]) => value !== '' && isHidden(outline, name))
    .sort(([, one], [, other]) => other.length - one.length);
