// The files of one commit in a folder, by the same git commands as BuildKit's, so that .git comes out the same.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitSource } from '../../plan/remote-source.js';
import type { ResolvedCommit } from './resolve-commit.js';
import { isCommitHash } from './resolve-commit.js';
import type { RunGit } from './run-git.js';

export interface Checkout {
  /** The files, with .git if the source keeps it. */
  readonly tree: string;
}

/** `folder` exists, and is empty. */
export async function checkOut(
  source: GitSource,
  commit: ResolvedCommit,
  folder: string,
  git: RunGit,
): Promise<Checkout> {
  const bare = join(folder, 'bare');
  const tree = join(folder, 'tree');
  await mkdir(tree);
  await fetchBare(source, commit, bare, git);
  // Of a folder of the repository, BuildKit takes the files alone.
  const isKept = source.keepsGitFolder && source.folder === undefined;
  if (isKept) await cloneInto(tree, bare, source, commit, git);
  else await git([...placeOf(tree, bare), 'checkout', '--no-overlay', commit.hash, '--', '.']);
  if (source.hasSubmodules) {
    const update = ['submodule', 'update', '--init', '--recursive', '--depth=1'];
    await git(['-C', tree, ...placeOf(tree, isKept ? join(tree, '.git') : bare), ...update]);
  }
  return { tree };
}

const placeOf = (tree: string, repository: string): readonly string[] => [
  `--work-tree=${tree}`,
  `--git-dir=${repository}`,
];

const initialize = ['-c', 'init.defaultBranch=master', 'init'];

async function fetchBare(
  { remote }: GitSource,
  { ref, hash }: ResolvedCommit,
  bare: string,
  git: RunGit,
): Promise<void> {
  const inBare = (...words: string[]): Promise<string> => git([`--git-dir=${bare}`, ...words]);
  const format = hash.length === 64 ? ['--object-format=sha256'] : [];
  await git([...initialize, '--quiet', '--bare', ...format, bare]);
  await inBare('remote', 'add', 'origin', remote);
  if (isCommitHash(ref)) {
    await inBare('fetch', '--tags', 'origin', ref);
    return;
  }
  const target = localName(ref);
  await inBare('fetch', '--depth=1', '--no-tags', 'origin', '--force', '--', `${ref}:${target}`);
  // The remote has moved on since it was asked; the step's key stands for what it held then.
  if ((await inBare('rev-parse', target)).trim() === hash) return;
  await inBare('fetch', '--depth=1', 'origin', hash);
  await inBare('update-ref', '--no-deref', target, hash);
}

const localName = (ref: string): string => (ref.startsWith('refs/tags/') ? ref : `refs/tags/${ref}`);

async function cloneInto(
  tree: string,
  bare: string,
  { remote }: GitSource,
  { ref, hash }: ResolvedCommit,
  git: RunGit,
): Promise<void> {
  const repository = join(tree, '.git');
  const inTree = (...words: string[]): Promise<string> =>
    git(['-C', tree, ...placeOf(tree, repository), ...words]);
  const format = hash.length === 64 ? ['--object-format=sha256'] : [];
  await inTree(...initialize, '--quiet', ...format);
  await inTree('remote', 'add', 'origin', `file://${bare}`);
  await inTree('fetch', '-u', '--depth=1', '--', 'origin', await nameForFetch(bare, ref, git));
  await inTree('checkout', '--quiet', 'FETCH_HEAD');
  await inTree('remote', 'set-url', 'origin', maskCredentials(remote));
  await inTree('reflog', 'expire', '--all', '--expire=now');
  await rm(join(repository, 'FETCH_HEAD'), { force: true });
}

/** What of the bare repository is fetched, and under which name it stays. */
async function nameForFetch(bare: string, ref: string, git: RunGit): Promise<string> {
  const kind = (await git([`--git-dir=${bare}`, 'cat-file', '-t', ref])).trim();
  if (kind === 'tag') return `${ref}:${localName(ref)}`;
  if (!isCommitHash(ref)) return `${ref}:${ref}`;
  await git([`--git-dir=${bare}`, 'update-ref', 'refs/buildkit/commit', ref]);
  return 'refs/buildkit/commit';
}

/** As BuildKit writes it into the image. */
const maskCredentials = (remote: string): string =>
  remote.replace(/^(\w+:\/\/)([^/@:]*)(:[^/@]*)?@/, (_, scheme: string, _name, password?: string) =>
    password === undefined ? `${scheme}xxxxx@` : `${scheme}xxxxx:xxxxx@`,
  );
