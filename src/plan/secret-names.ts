// Names that say their value is a secret: more of them than BuildKit's rule SecretsUsedInArgOrEnv tells of, since here
// a value that stays unwritten costs little.

const secretWords =
  /(?:^|[_-])(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:[_-]|$)/i;

/** True for names such as NPM_TOKEN or db-password; names with `public` in them are none. */
export const looksSecret = (name: string): boolean =>
  secretWords.test(name) && !/(?:^|[_-])public(?:[_-]|$)/i.test(name);
