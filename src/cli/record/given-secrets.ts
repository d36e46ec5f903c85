// Values from outside of a Dockerfile that a recording must not hold.
import { looksSecret } from '../../plan/secret-names.js';
import type { HiddenValue } from '../../report/transcript/hide-values.js';
import { readSecrets } from '../credentials.js';

/** Of `--secret`. What cannot be read is said when a RUN asks for it. */
export async function givenSecrets(secret: readonly string[]): Promise<readonly HiddenValue[]> {
  const read = await readSecrets(secret);
  return read.map(({ id, content }) => ({
    name: `(secret ${id})`,
    value: Buffer.from(content).toString('utf8'),
  }));
}

/** Of build arguments with secrets' names. */
export const secretArguments = (given: Readonly<Record<string, string>>): readonly HiddenValue[] =>
  Object.entries(given)
    .filter(([name, value]) => looksSecret(name) && value !== '')
    .map(([name, value]) => ({ name: `$${name}`, value }));
