import { empty, lines, startFile, toldFile, type ShellStart } from './own-files.js';

/** `quoted` is the command of the step. */
export function startBash(quoted: string | undefined): ShellStart {
  const content = lines(bashBegin, quoted !== undefined && `history -s -- ${quoted}`, bashTell);
  return {
    arguments: ['--noprofile', '--rcfile', startFile, '-i'],
    variables: [],
    files: [{ path: startFile, content }, empty(toldFile)],
  };
}

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
