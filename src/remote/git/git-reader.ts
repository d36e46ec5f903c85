// ADD of a repository: its commit is asked for before the session, its files are fetched when the step runs.
import { lstat, rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { selectSource } from '../../context/select-sources.js';
import type { Credentials, RemoteFiles } from '../../engine/ports.js';
import type { FileEntries } from '../../engine/file-entry.js';
import type { GitSource } from '../../plan/remote-source.js';
import type { SourceFlags } from '../../plan/sources/source-selection.js';
import { hideCredentials, refuseRemote } from '../refuse-remote.js';
import { gitAuthorization } from './git-authorization.js';
import { checkOut } from './check-out.js';
import { resolveCommit, type ResolvedCommit } from './resolve-commit.js';
import { createRunGit, type RunGit } from './run-git.js';

export interface GitReader {
  digest(source: GitSource, signal?: AbortSignal): Promise<string>;
  open(source: GitSource, flags: SourceFlags, signal?: AbortSignal): Promise<RemoteFiles>;
}

/** Makes an empty folder; `purpose` is a part of its name. */
export type MakeFolder = (purpose: string) => Promise<string>;

export function createGitReader(
  credentials: Pick<Credentials, 'readSecret'>,
  makeFolder: MakeFolder,
): GitReader {
  const resolved = new Map<string, ResolvedCommit>();
  const gitFor = async ({ remote }: GitSource, signal?: AbortSignal): Promise<RunGit> =>
    createRunGit({ remote, signal, settings: await gitAuthorization(remote, credentials) });
  const resolveOnce = async (source: GitSource, git: RunGit): Promise<ResolvedCommit> => {
    const known = resolved.get(source.source);
    if (known !== undefined) return known;
    const commit = await resolveCommit(source, git);
    resolved.set(source.source, commit);
    return commit;
  };
  return {
    digest: async (source, signal) => (await resolveOnce(source, await gitFor(source, signal))).hash,
    open: async (source, flags, signal) => {
      const git = await gitFor(source, signal);
      const commit = await resolveOnce(source, git);
      const folder = await makeFolder('git');
      const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
      try {
        const { tree } = await checkOut(source, commit, folder, git);
        return { ...(await filesOf(tree, source, flags, signal)), close };
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}

async function filesOf(
  tree: string,
  { remote, folder = '' }: GitSource,
  { excludes }: SourceFlags,
  signal?: AbortSignal,
): Promise<Pick<RemoteFiles, 'type' | 'entries'>> {
  const path = posix.normalize(`/${folder}`).slice(1).replace(/\/$/, '');
  for (const part of path === '' ? [] : foldersDownTo(path)) {
    const isFolder = await lstat(join(tree, part)).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    if (!isFolder)
      throw refuseRemote(`${hideCredentials(remote)} has no folder \`${part}\``, 'correct the path');
  }
  const view = { root: join(tree, path), rules: { file: '', rules: [] } };
  const [match] = await selectSource(view, '/', { excludes }, signal);
  return { type: 'directory', entries: () => widenModes(match?.entries() ?? nothing()) };
}

const foldersDownTo = (path: string): readonly string[] =>
  path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));

/** As under the umask that BuildKit runs git with, whatever the user's is. */
async function* widenModes(entries: FileEntries): FileEntries {
  for await (const entry of entries) {
    const mode = entry.mode & 0o700;
    yield entry.type === 'link'
      ? entry
      : { ...entry, mode: mode | ((mode >> 3) & 0o050) | ((mode >> 6) & 0o005) };
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- an empty asynchronous sequence
async function* nothing(): FileEntries {
  yield* [];
}
