// Which commit a repository in ADD means now.
import type { GitSource } from '../../plan/remote-source.js';
import { hideCredentials, refuseRemote } from '../refuse-remote.js';
import type { RunGit } from './run-git.js';

export interface ResolvedCommit {
  /** A commit, or an annotated tag. */
  readonly hash: string;
  /** What is to be fetched: as in the source, or the default branch. */
  readonly ref: string;
}

export const isCommitHash = (text: string): boolean => /^(?:[\da-f]{40}|[\da-f]{64})$/.test(text);

/** A whole hash is taken for what it says; everything else is asked of the remote. */
export async function resolveCommit(source: GitSource, git: RunGit): Promise<ResolvedCommit> {
  const { remote, checksum } = source;
  const ref = source.ref ?? (await findDefaultBranch(remote, git));
  const hashes = isCommitHash(ref) ? [ref] : await listHashes(remote, ref, git);
  const [hash] = hashes;
  if (hash === undefined)
    throw refuseRemote(
      `${hideCredentials(remote)} has no branch or tag \`${ref}\``,
      'name one that it has, or the whole hash of a commit',
    );
  if (checksum !== undefined && !hashes.some((each) => each.startsWith(checksum.toLowerCase())))
    throw refuseRemote(
      `\`${ref}\` of ${hideCredentials(remote)} is the commit ${hashes.join(' or ')}, not ${checksum}`,
      'if the new commit is right, correct --checksum',
    );
  return { hash, ref };
}

async function findDefaultBranch(remote: string, git: RunGit): Promise<string> {
  const text = await git(['ls-remote', '--symref', '--', remote, 'HEAD']);
  const branch = /^ref: refs\/heads\/(\S+)/m.exec(text)?.[1];
  if (branch !== undefined) return branch;
  throw refuseRemote(
    `${hideCredentials(remote)} does not say which branch is its default one`,
    'name a branch, a tag or a commit behind the URL: `#main`',
  );
}

/** A branch goes before a tag of its name. Of an annotated tag, its own hash, then its commit's. */
async function listHashes(remote: string, ref: string, git: RunGit): Promise<readonly string[]> {
  const lines = (await git(['ls-remote', '--', remote, ref, `${ref}^{}`])).split('\n');
  const hashes = new Map(lines.map((line) => line.split('\t')).map(([hash = '', name = '']) => [name, hash]));
  const tag = `refs/tags/${ref.replace(/^refs\/tags\//, '')}`;
  const branches = [`refs/${ref.replace(/^refs\//, '')}`, `refs/heads/${ref.replace(/^refs\/heads\//, '')}`];
  const branch = branches.find((name) => hashes.has(name) && name !== tag);
  const names = branch === undefined ? [tag, `${tag}^{}`] : [branch];
  return names.flatMap((name) => hashes.get(name) ?? []);
}
