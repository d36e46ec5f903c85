import { parse, type GitUrl } from '#grammars/giturl.js';
import { attempt } from '../attempt.js';

export type { GitUrl } from '#grammars/giturl.js';

/** A source of ADD that is a Git repository; undefined for all others. */
export const readGitUrl = (source: string): GitUrl | undefined => attempt(() => parse(source)) ?? undefined;
