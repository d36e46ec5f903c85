// What a shell for people reads as it starts: the step's command goes into its history, and it tells what was entered,
// with exit codes. All of it lies below /dev, which is no part of an image; nothing of it reaches the commands.
import { quoteForShell } from '../../shell/quote-for-shell.js';
import type { FoundShell, ShellKind } from './find-shell.js';

export interface ShellStart {
  readonly arguments: readonly string[];
  /** `NAME=value`; what is read at the start takes it away again. */
  readonly variables: readonly string[];
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

const startFile = '/dev/.refrom-start';
const zshFolder = '/dev/.refrom-zsh';
const historyFile = '/dev/.refrom-history';
const countFile = '/dev/.refrom-count';
/** `=EXIT CODE`, then the lines of the command, each behind a blank. */
export const toldFile = '/dev/.refrom-told';
export const ownFiles: readonly string[] = [startFile, zshFolder, historyFile, countFile, toldFile];

/** `environment` is that of the RUN; `script` its command, where it has one. */
export function startOf(
  found: FoundShell,
  script: string | undefined,
  environment: readonly string[],
): ShellStart {
  const told = { path: toldFile, content: '' };
  // A shell whose user is not root can make nothing below /dev.
  const history = (content = ''): { path: string; content: string } => ({ path: historyFile, content });
  const restore = (name: string): string => {
    const own = environment.find((entry) => entry.startsWith(`${name}=`));
    return own === undefined ? `unset ${name}` : `export ${quoteForShell(own)}`;
  };
  const start = (content: string): { path: string; content: string } => ({ path: startFile, content });
  const lines = (...parts: readonly string[]): string => `${parts.filter(Boolean).join('\n')}\n`;
  const quoted = script === undefined ? undefined : quoteForShell(script);
  switch (found.kind) {
    case 'bash':
      return {
        arguments: ['--noprofile', '--rcfile', startFile, '-i'],
        variables: [],
        files: [
          start(lines(bashBegin, quoted === undefined ? '' : `history -s -- ${quoted}`, bashTell)),
          told,
        ],
      };
    case 'zsh': {
      const content = lines(
        restore('ZDOTDIR'),
        zshBegin,
        quoted === undefined ? '' : `print -s -- ${quoted}`,
        zshTell,
      );
      return {
        arguments: ['-d', '-i'],
        variables: [`ZDOTDIR=${zshFolder}`],
        files: [{ path: `${zshFolder}/.zshrc`, content }, told],
      };
    }
    case 'ksh':
      return {
        arguments: ['-i'],
        variables: [`ENV=${startFile}`],
        files: [
          start(
            lines(
              restore('ENV'),
              `HISTFILE=${historyFile}`,
              quoted === undefined ? '' : `print -s -- ${quoted} 2>/dev/null`,
            ),
          ),
          history(),
        ],
      };
    case 'ash': {
      const line = recallsCommand(found, script) ? script : undefined;
      return {
        arguments: ['-i'],
        variables: [`ENV=${startFile}`],
        files: [
          start(lines(restore('ENV'), `HISTFILE=${historyFile}`, ashTell(line))),
          history(line === undefined ? '' : `${line}\n`),
          { path: countFile, content: '' },
          told,
        ],
      };
    }
    case 'other':
      return { arguments: [], variables: [], files: [] };
  }
}

/**
 * Whether Up brings the script. Ash keeps every line as an entry of its own. The ksh of AT&T does not find what it is
 * given before its first prompt.
 */
export function recallsCommand({ kind, path }: FoundShell, script: string | undefined): boolean {
  if (script === undefined || kind === 'other') return false;
  if (kind === 'ksh') return path.endsWith('/mksh');
  return kind !== 'ash' || !script.includes('\n');
}

/** Whether it tells what is entered. */
export const tellsCommands = (kind: ShellKind): boolean => kind !== 'ksh' && kind !== 'other';

const newLine = `'\n'`;

const bashBegin = `HISTFILE= HISTCONTROL= HISTIGNORE= HISTTIMEFORMAT= HISTSIZE=5000
shopt -s cmdhist lithist`;

/** The prompt's command leaves $? as it is. An empty line adds nothing to the history. */
const bashTell = `__refrom_tell() {
  local text number line=${newLine}
  text=$(HISTTIMEFORMAT= builtin history 1)
  number=\${text#"\${text%%[0-9]*}"} number=\${number%%[!0-9]*}
  [ "$number" != "$__refrom_last" ] || return 0
  __refrom_last=$number
  [ "$1" != start ] || return 0
  text=\${text#*"$number"} text=\${text:2}
  builtin printf '=%s\\n %s\\n' "$1" "\${text//"$line"/"$line" }" >>${toldFile}
}
__refrom_tell start
PROMPT_COMMAND='__refrom_tell "$?"'
trap '__refrom_tell "$?"' EXIT`;

const zshBegin = `unset HISTFILE
HISTSIZE=5000
unsetopt histignoredups histignorespace histignorealldups`;

const zshTell = `__refrom_tell() {
  local line=${newLine}
  [[ -n $__refrom_line && $ZSH_SUBSHELL == 0 ]] || return $1
  print -r -- "=$1" >>${toldFile}
  print -r -- " \${__refrom_line//$line/$line }" >>${toldFile}
  __refrom_line=
  return $1
}
preexec() { __refrom_line=$1 }
precmd() { __refrom_tell $? }
zshexit() { __refrom_tell $? }`;

/**
 * Busybox expands commands in its prompt, in a process of their own: how far it has come is kept in a file. Lines since
 * the last prompt are one command. What has no history, such as dash, tells nothing.
 */
const ashTell = (preloaded: string | undefined): string => `__refrom_tell() {
  local IFS=' ' number line last=-1 told=
  [ ! -s ${countFile} ] || read -r last <${countFile}
  history | while read -r number line; do
    [ "$number" -gt "$last" ] 2>/dev/null || continue
    echo "$number" >${countFile}
    [ "$number:$line" != ${quoteForShell(`0:${preloaded ?? ''}`)} ] || continue
    [ -n "$told" ] || echo "=$1"
    told=1
    printf ' %s\\n' "$line"
  done >>${toldFile}
  return "$1"
}
if history >/dev/null 2>&1; then
  PS1='$(__refrom_tell "$?")\\w \\$ '
  trap '__refrom_tell "$?"' EXIT
fi`;
