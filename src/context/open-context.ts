import { existsSync } from 'node:fs';
import { access, constants, realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { BuildContext } from '../engine/ports.js';
import type { SourceFlags } from '../plan/sources/source-selection.js';
import { MissingSourceError, UsageError } from '../messages/errors.js';
import { decidePath } from '../plan/ignore/ignore-decision.js';
import type { IgnoreRules } from '../plan/ignore/ignore-rules.js';
import type { ArchivedFacts } from './archived-facts.js';
import type { ContentMemory } from './content-memory.js';
import { type ContextView, onDisk } from './context-view.js';
import { digestMatches } from './digest-matches.js';
import type { ContextMatch } from './disk-entry.js';
import { isGone, unreadable } from './file-failure.js';
import { createHashFile, type HashFile } from './hash-file.js';
import { findIgnoreFile, findIgnoreRules, type IgnoreFile } from './find-ignore-rules.js';
import { selectSource } from './select-sources.js';

export interface LocalContext extends BuildContext {
  /** Absolute, with links resolved. */
  readonly root: string;
  /** The ignore file in force, as shown to the user; undefined where there is none. */
  readonly ignoreFile: string | undefined;
  /** The same as it is now. */
  readonly readIgnoreFile: () => Promise<IgnoreFile | undefined>;
  /** True for a path that is there, and hidden by a rule of the ignore file. */
  readonly hides: (path: string) => boolean;
  select(
    sources: readonly string[],
    signal?: AbortSignal,
    flags?: SourceFlags,
  ): Promise<readonly ContextMatch[]>;
}

export interface ContextOptions {
  /** Of one that is no build's own. */
  readonly name?: string;
  /** The Dockerfile's path: `<dockerfile>.dockerignore` goes before the context's own `.dockerignore`. */
  readonly dockerfile?: string | undefined;
  /** To share remembered hashes between contexts. */
  readonly hashFile?: HashFile;
  /** Where `hashFile` puts what it has read. */
  readonly contents?: ContentMemory;
  /** What the archive says that the folder was unpacked from. docker build reads no ignore file in one. */
  readonly archived?: ArchivedFacts | undefined;
}

/**
 * A folder on disk as a build context. Rejects with a UsageError if it is missing, no folder or cannot be read, and
 * for an ignore file that Docker would refuse.
 */
export async function openContext(root: string, options: ContextOptions = {}): Promise<LocalContext> {
  const real = await resolveRoot(root);
  const { archived, contents } = options;
  const readRules = async (): Promise<IgnoreRules | undefined> =>
    archived === undefined ? findIgnoreRules(real, options.dockerfile) : undefined;
  let rules = await readRules();
  const view = (): ContextView => ({
    root: real,
    name: options.name,
    rules: rules ?? { file: '.dockerignore', rules: [] },
    archived,
    contents,
  });
  const hashFile = options.hashFile ?? createHashFile();
  const select = async (
    sources: readonly string[],
    signal?: AbortSignal,
    flags: SourceFlags = {},
  ): Promise<readonly ContextMatch[]> => {
    // A user may edit them between two tries of a step.
    rules = await readRules().catch(failStep);
    const now = view();
    const matches: ContextMatch[] = [];
    for (const source of sources) matches.push(...(await selectSource(now, source, flags, signal)));
    return matches;
  };
  return {
    root: real,
    get ignoreFile() {
      return rules?.file;
    },
    readIgnoreFile: async () =>
      archived === undefined ? findIgnoreFile(real, options.dockerfile) : undefined,
    select,
    digest: async (sources, signal, flags, onEntry) =>
      digestMatches(await select(sources, signal, flags), { hashFile, onEntry, signal }),
    hides: (path) => decidePath(view().rules, path).ignored && existsSync(onDisk(view(), path)),
  };
}

/** Rules that were good when the context was opened and are not any more end the step, and not the session. */
function failStep(error: unknown): never {
  if (error instanceof UsageError) throw new MissingSourceError(error.message, error.hint);
  throw error;
}

async function resolveRoot(root: string): Promise<string> {
  try {
    const real = await realpath(resolve(root));
    if ((await stat(real)).isDirectory()) {
      await access(real, constants.R_OK | constants.X_OK);
      return real;
    }
  } catch (error) {
    if (!isGone(error)) throw unreadable(`the build context ${root}`, error);
    throw new UsageError(
      `the build context ${root} does not exist`,
      'give the directory that COPY and ADD read from; `.` is the current one',
      { cause: error },
    );
  }
  throw new UsageError(
    `the build context ${root} is a file, not a directory`,
    `give the directory as the context, and a Dockerfile with \`--file ${root}\``,
  );
}
