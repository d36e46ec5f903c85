import type { Plan } from '../../plan/plan.js';
import { looksSecret } from '../../plan/secret-names.js';
import { variablesSet } from '../../plan/variables-set.js';
import type { HiddenValue } from './hide-values.js';

/** Shorter ones are found in other values by chance; the Dockerfile has them for everybody to read. */
const shortest = 6;

/** Of all variables of the plan with secrets' names. */
export function secretValues({ steps }: Plan): readonly HiddenValue[] {
  const known = new Map<string, string>();
  for (const [name, { value }] of variablesSet(steps))
    if (looksSecret(name) && value.length >= shortest) known.set(value, `$${name}`);
  return [...known].map(([value, name]) => ({ name, value }));
}
