// Values that do not stand on a screen that others may look at, or that a recording shows.
import type { Plan, Step } from '../../../plan/plan.js';
import { looksSecret } from '../../../plan/secret-names.js';
import { variablesSet } from '../../../plan/variables-set.js';
import type { ConfigEntry } from './describe-config.js';

/** Shorter ones are found in other values by chance. */
const minimumLength = 6;

export type KnownSecret = readonly [name: string, value: string];

/** Of all variables with secrets' names up to the step: other values may be made from them. The longest come first. */
export function secretsUpTo({ steps }: Plan, { id }: Step): readonly KnownSecret[] {
  const known = new Map<string, string>();
  for (const [name, { value }] of variablesSet(steps.slice(0, id + 1)))
    if (looksSecret(name) && value.length >= minimumLength) known.set(value, name);
  return [...known].map(([value, name]) => [name, value] as const).sort(byLength);
}

const byLength = ([, one]: KnownSecret, [, other]: KnownSecret): number => other.length - one.length;

export function hideSecrets(entry: ConfigEntry, secrets: readonly KnownSecret[]): ConfigEntry {
  const { key, value, text } = entry;
  const isNamed = text !== value;
  if (isNamed && looksSecret(key) && value !== '')
    return { ...entry, value: hidden, text: `${key}=${hidden}` };
  return { ...entry, value: withNames(value, secrets), text: withNames(text, secrets) };
}

const hidden = '(not shown)';

/** The name stands for its value. */
const withNames = (text: string, secrets: readonly KnownSecret[]): string =>
  secrets.reduce((shown, [name, value]) => shown.replaceAll(value, () => `$${name}`), text);
