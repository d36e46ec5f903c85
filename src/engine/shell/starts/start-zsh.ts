import { empty, lines, toldFile, zshFolder, type ShellStart } from './own-files.js';

/** `quoted` is the command of the step; `restore` gives a variable the value that the RUN has. */
export function startZsh(quoted: string | undefined, restore: (name: string) => string): ShellStart {
  const content = lines(
    restore('ZDOTDIR'),
    zshBegin,
    quoted !== undefined && `print -rs -- ${quoted}`,
    zshTell,
  );
  return {
    arguments: ['-d', '-i'],
    variables: [`ZDOTDIR=${zshFolder}`],
    files: [{ path: `${zshFolder}/.zshrc`, content }, empty(toldFile)],
  };
}

const newLine = `'\n'`;

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
