import { UsageError } from '../messages/errors.js';

/** Nothing lies there: the name is missing, or what should be a folder on the way to it is none. */
export function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}

/** An error of the file system in a user's words; `what` is the sentence's subject, with the path. */
export function unreadable(what: string, error: unknown): UsageError {
  const reason = reasons[codeOf(error)];
  return new UsageError(`${what} cannot be read: ${reason?.text ?? describe(error)}`, reason?.hint, {
    cause: error,
  });
}

/** Why a file of the user's choice cannot be made. */
export const whyUnwritable = (error: unknown): string =>
  unwritable[codeOf(error)] ?? `it cannot be written (${codeOf(error) || describe(error)})`;

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const reasons: Readonly<Record<string, { text: string; hint?: string }>> = {
  EACCES: {
    text: 'permission denied',
    hint: 'change its permissions, or name it in .dockerignore if the build does not need it',
  },
  EPERM: { text: 'the operating system does not permit it' },
  ELOOP: { text: 'too many links lead to one another', hint: 'remove the circle of links' },
  ENAMETOOLONG: { text: 'the name is too long' },
  EMFILE: { text: 'too many files are open', hint: 'raise the limit with `ulimit -n`' },
  EIO: { text: 'the disk reported an error' },
};

const unwritable: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'you may not write there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
};
