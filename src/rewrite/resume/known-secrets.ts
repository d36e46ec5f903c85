// Values that never go into a rewritten file.
import { proxyNames } from '../../plan/build-options.js';
import type { Plan } from '../../plan/plan.js';
import { looksSecret } from '../../plan/secret-names.js';
import { variablesSet } from '../../plan/variables-set.js';
import type { DockerfileTree } from '../../syntax/tree.js';

/** Shorter ones are found in other values by chance. */
const minimumLength = 6;

/**
 * The values that build arguments with secret names have had up to a step, and that the file does not show anyway:
 * other values may be made from them.
 */
export function knownSecrets({ text }: DockerfileTree, plan: Plan, lastStep: number): readonly string[] {
  const secrets = new Set<string>();
  for (const [name, { value, from }] of variablesSet(plan.steps.slice(0, lastStep + 1))) {
    const isKept = from === 'arg' && looksSecret(name) && value.length >= minimumLength;
    if (isKept && !text.includes(value)) secrets.add(value);
  }
  return [...secrets];
}

/** A secret by its name, by a password in a URL, or by a known secret in it. A proxy's URL is never written. */
export function holdsSecret(name: string, value: string, secrets: readonly string[]): boolean {
  if (value === '') return false;
  return (
    looksSecret(name) ||
    proxyNames.includes(name) ||
    /:\/\/[^/@\s]*:[^/@\s]+@/.test(value) ||
    secrets.some((secret) => value.includes(secret))
  );
}
