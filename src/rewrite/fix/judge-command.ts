// Which commands of a shell session would change nothing if an instruction ran them too.
import { splitCommands } from '../../shell/split-commands.js';
import { tokenizeScript, type ShellToken } from '../../shell/tokenize-script.js';
import type { DropReason } from '../../session/fix.js';
import type { TriedCommand } from '../../session/tried-command.js';

/** Undefined where the command may matter: one that is not known may. */
export function whyDropped({ text, exitCode, by }: TriedCommand): DropReason | undefined {
  if (exitCode !== 0) return 'failed';
  const tokens = tokenizeScript(text);
  if (tokens === undefined) return undefined;
  const commands = splitCommands(tokens, joints);
  if (commands.length === 0 || commands.every(isLook)) return 'look';
  if (commands.some(({ tokens: words }) => interactive.has(programOf(words)))) return 'terminal';
  return by === 'prompt' && commands.every(changesShell) ? 'no-effect' : undefined;
}

const joints = ['&&', '||', ';', '\n', '|', '&'];

/** Whether what it changes is the folder or the variables of its own shell. */
export const changesShell = ({ tokens }: { readonly tokens: readonly ShellToken[] }): boolean =>
  shellChanges.has(programOf(tokens)) || tokens.every(({ text }) => /^\w+=/.test(text));

const shellChanges = new Set(
  'cd pushd popd export unset set umask ulimit alias unalias shopt trap'.split(' '),
);

const interactive = new Set('vi vim nvim nano emacs less more top htop man tmux screen su'.split(' '));

const looks = new Set(
  (
    'ls ll dir tree cat tac head tail nl grep egrep fgrep zgrep rg wc sort uniq cut tr diff cmp od xxd hexdump strings ' +
    'file stat readlink realpath basename dirname which whereis type command env printenv pwd id whoami groups who uname ' +
    'hostname date uptime df du ps free lsof echo printf history clear exit logout help info apropos true false ' +
    'test [ [[ : ldd nm objdump readelf md5sum sha1sum sha256sum sha512sum getent locale nproc arch lscpu ping nslookup dig ' +
    'apt-cache sleep jobs fg bg wait alias awk jq column less more man top'
  ).split(' '),
);

/** Of programs that also do things: the words after which they only show. */
const lookingWords: Readonly<Record<string, readonly string[]>> = {
  apt: ['list', 'search', 'show', 'policy'],
  'apt-get': ['check', 'changelog'],
  dpkg: ['-l', '-L', '-s', '-S', '--list', '--listfiles', '--status', '--search', '--print-architecture'],
  apk: ['info', 'search', 'list', 'policy', 'version'],
  dnf: ['list', 'search', 'info', 'repolist', 'provides'],
  yum: ['list', 'search', 'info', 'repolist', 'provides'],
  pip: ['list', 'show', 'freeze', 'check', 'index'],
  pip3: ['list', 'show', 'freeze', 'check', 'index'],
  npm: ['ls', 'list', 'view', 'outdated', 'root', 'prefix'],
  git: ['status', 'log', 'diff', 'show', 'branch', 'remote'],
};

function isLook({ tokens }: { readonly tokens: readonly ShellToken[] }): boolean {
  const words = tokens.map(({ text }) => text);
  if (writesFile(words.join(' '))) return false;
  const program = programOf(tokens);
  const others = words.slice(words.indexOf(program) + 1);
  if (program === 'find')
    return !others.some((word) => /^-(?:delete|exec|execdir|ok|okdir|fprint.*|fls)$/.test(word));
  if (program === 'sed') return !others.some((word) => /^(?:-[A-Za-z]*i|--in-place)/.test(word));
  if (program === 'rpm') return /^-q|^--query/.test(others[0] ?? '');
  if (program === 'curl')
    return !others.some((word) => /^(?:-[A-Za-z]*[oO]|--output|--remote-name)/.test(word));
  if (/^(?:--version|--help|-V)$/.test(others[0] ?? '') && others.length === 1) return true;
  const first = others.find((word) => program === 'dpkg' || !word.startsWith('-'));
  if (program === 'env') return others.every(isSetting);
  if (program === 'command') return /^-[vV]$/.test(others[0] ?? '');
  return looks.has(program) || (lookingWords[program]?.includes(first ?? '') ?? false);
}

/** Without another word `env` shows the variables; with one it is that program which counts. */
const isSetting = (word: string): boolean => /^-|^\w+=|^\d*[<>]/.test(word);

/** A redirection to anything but a descriptor or nowhere, wherever in a word it begins. */
const writesFile = (words: string): boolean =>
  [...withoutQuoted(words).matchAll(/>(?:>|\||&)?\s*([^\s<>]*)/g)].some(([redirection, target = '']) =>
    redirection.startsWith('>&') ? !/^(?:\d+|-)$/.test(target) : !nowhere.test(target),
  );

const nowhere = /^\/dev\/(?:null|stdout|stderr|tty)$/;

/** A file named in quotes is still one. */
const withoutQuoted = (word: string): string => word.replaceAll(/\\[^]|'[^']*'|"(?:\\[^]|[^"\\])*"/g, '_');

/** Behind variables that are set for it alone, without its folder. */
export const programOf = (tokens: readonly ShellToken[]): string =>
  tokens
    .find(({ type, text }) => type === 'word' && !/^\w+=/.test(text))
    ?.text.replaceAll(/["'\\]/g, '')
    .replace(/^.*\/(?=.)/, '') ?? '';
