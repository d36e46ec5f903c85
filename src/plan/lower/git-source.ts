// A repository in ADD: what its fragment, its query and the flags say of it together.
import type { GitUrl } from '../../syntax/values/git-url.js';
import type { GitSource } from '../remote-source.js';
import type { RemoteFlags } from './remote-source.js';

/** Gives the source, or why there is none. */
export function readGitSource(
  source: string,
  url: GitUrl,
  flags: RemoteFlags,
): GitSource | { readonly problem: string } {
  const query = readQuery(url);
  if ('problem' in query) return query;
  const refs = [url.ref, query.get('ref'), prefixed('refs/tags/', query.get('tag'))];
  refs.push(prefixed('refs/heads/', query.get('branch')));
  const kept = [flags.keepsGitFolder, switchOf(query, 'keep-git-dir')];
  const wishes = {
    ref: agree(refs),
    folder: agree([url.folder, query.get('subdir')]),
    checksum: agree([flags.checksum, query.get('checksum'), query.get('commit')]),
    kept: agree(kept.map((each) => each?.toString())),
  };
  for (const [name, wish] of Object.entries(wishes))
    if (wish.length > 1)
      return { problem: `the ${words[name] ?? name} is given twice: \`${wish.join('` and `')}\`` };
  const [ref, folder, checksum] = [wishes.ref[0], wishes.folder[0], wishes.checksum[0]];
  if (ref?.startsWith('-') === true) return { problem: `\`${ref}\` is no branch, tag or commit` };
  if (checksum !== undefined && !/^[\da-f]+$/i.test(checksum))
    return { problem: `--checksum: expected the name of a commit, found \`${checksum}\`` };
  return {
    type: 'git',
    source,
    remote: url.remote,
    ...(ref === undefined ? {} : { ref }),
    ...(folder === undefined ? {} : { folder }),
    ...(checksum === undefined ? {} : { checksum }),
    keepsGitFolder: wishes.kept[0] === 'true',
    hasSubmodules: switchOf(query, 'submodules') !== false,
  };
}

const words: Readonly<Record<string, string>> = {
  ref: 'branch, tag or commit',
  folder: 'folder',
  kept: 'fate of .git',
};

/** What its query says, by name; what is not among them is refused. */
type Query = ReadonlyMap<string, string>;

const queryNames: readonly string[] = [
  'ref',
  'tag',
  'branch',
  'subdir',
  'checksum',
  'commit',
  'keep-git-dir',
  'submodules',
];
const switches: readonly string[] = ['keep-git-dir', 'submodules'];

function readQuery({ query }: GitUrl): Query | { readonly problem: string } {
  const found = new Map<string, string>();
  for (const { name, value } of query) {
    const text = decode((value ?? '').replaceAll('+', ' '));
    if (!queryNames.includes(name))
      return { problem: `\`${name}\` means nothing in the query of a repository` };
    if (found.has(name)) return { problem: `\`${name}\` stands twice in the query` };
    if (text === '' && !switches.includes(name)) return { problem: `\`${name}\` has no value in the query` };
    if (switches.includes(name) && text !== '' && readSwitch(text) === undefined)
      return { problem: `\`${name}\` is true or false, not \`${text}\`` };
    found.set(name, text);
  }
  return found;
}

const prefixed = (prefix: string, name: string | undefined): string | undefined =>
  name === undefined || name.startsWith(prefix) ? name : prefix + name;

/** What all of them say: one value, or none, or several that contradict each other. */
const agree = (values: readonly (string | null | undefined)[]): readonly string[] => [
  ...new Set(values.filter((value) => value !== undefined && value !== null)),
];

/** As Go reads a truth value. */
const readSwitch = (text: string): boolean | undefined =>
  /^(?:1|t|T|true|TRUE|True)$/.test(text)
    ? true
    : /^(?:0|f|F|false|FALSE|False)$/.test(text)
      ? false
      : undefined;

function switchOf(query: Query, name: string): boolean | undefined {
  const text = query.get(name);
  return text === undefined ? undefined : text === '' || readSwitch(text);
}

/** `%20` and its like; what is malformed stays. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
