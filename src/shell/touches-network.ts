// Which commands reach out to the network: those that fail when it does, and take long when it is slow.
import type { ScriptCommand } from './script-reader.js';

/** By the command's own name; a list means: only with one of these words among its arguments. */
const networkCommands: ReadonlyMap<string, readonly string[] | 'always'> = new Map<
  string,
  readonly string[] | 'always'
>([
  ...['curl', 'wget', 'aria2c', 'scp', 'sftp', 'rsync', 'ssh', 'ftp', 'svn', 'npx'].map(
    (name) => [name, 'always'] as const,
  ),
  ...['apt-get', 'apt', 'aptitude', 'apk', 'yum', 'dnf', 'microdnf', 'zypper', 'opkg', 'tdnf'].map(
    (name) =>
      [
        name,
        [
          'install',
          'update',
          'upgrade',
          'dist-upgrade',
          'add',
          'source',
          'build-dep',
          'refresh',
          'makecache',
          'groupinstall',
          'in',
          'up',
          'ref',
        ],
      ] as const,
  ),
  ['pacman', ['-S', '-Sy', '-Syu', '-Syyu', '-Syuu']],
  ['git', ['clone', 'fetch', 'pull', 'submodule', 'ls-remote', 'lfs']],
  ['hg', ['clone', 'pull']],
  ...['pip', 'pip2', 'pip3', 'pipx', 'uv', 'poetry', 'pipenv', 'conda', 'mamba', 'micromamba'].map(
    (name) => [name, ['install', 'download', 'sync', 'add', 'create', 'update', 'wheel']] as const,
  ),
  ...['npm', 'yarn', 'pnpm', 'bun'].map(
    (name) => [name, ['install', 'ci', 'i', 'add', 'update', 'dlx']] as const,
  ),
  ...['gem', 'bundle', 'bundler', 'composer', 'cpan', 'cpanm', 'luarocks', 'cabal', 'stack', 'brew'].map(
    (name) => [name, ['install', 'update', 'require', 'fetch', 'get', 'create-project']] as const,
  ),
  ['cpanm', 'always'],
  ['go', ['get', 'install', 'mod', 'build']],
  ['cargo', ['install', 'fetch', 'build', 'update']],
  ...['mvn', 'mvnw', 'gradle', 'gradlew', 'sbt', 'lein'].map((name) => [name, 'always'] as const),
  ['dotnet', ['restore', 'add', 'tool', 'publish', 'build']],
  ['docker', ['pull', 'push']],
  ['add-apt-repository', 'always'],
  ['apt-key', ['adv']],
  ['gpg', ['--recv-keys', '--recv-key', '--keyserver', '--refresh-keys']],
]);

/** Commands that run another: the network is touched by the one they run. */
const wrappers: readonly string[] = [
  'sudo',
  'env',
  'exec',
  'time',
  'nice',
  'timeout',
  'xargs',
  'command',
  'gosu',
  'nohup',
  'eatmydata',
];

/**
 * Whether the script has the name of such a command in it at all: where it has not, nothing needs to be parsed. Quotes
 * and backslashes may stand inside a name.
 */
export function mentionsNetwork(script: string): boolean {
  const text = withoutQuotes(script);
  return [...networkCommands.keys()].some((name) => text.includes(name));
}

export const touchesNetwork = (commands: readonly ScriptCommand[]): boolean => commands.some(isNetworked);

function isNetworked(command: ScriptCommand): boolean {
  const name = plainName(command.name);
  if (wrappers.includes(name)) return command.arguments.some((_, at) => isNetworked(unwrap(command, at)));
  if (/^python[\d.]*$/.test(name) && command.arguments[0] === '-m') return isNetworked(unwrap(command, 1));
  const words = networkCommands.get(name);
  if (words === undefined) return false;
  return words === 'always' || command.arguments.some((argument) => words.includes(argument));
}

const unwrap = (command: ScriptCommand, at: number): ScriptCommand => ({
  name: command.arguments[at] ?? '',
  arguments: command.arguments.slice(at + 1),
});

/** Without its folder, quotes and a leading backslash. */
const plainName = (text: string): string => withoutQuotes(text).replace(/^.*\//, '');

const withoutQuotes = (text: string): string => text.replaceAll(/["'\\]/g, '');
