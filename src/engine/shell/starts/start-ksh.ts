import { quoteForShell } from '../../../shell/quote-for-shell.js';
import {
  countFile,
  empty,
  entriesOf,
  kshFolder,
  lines,
  startFile,
  toldFile,
  type ShellStart,
} from './own-files.js';

/** `script` is the command of the step; `restore` gives a variable the value that the RUN has. */
export function startKsh(script: string | undefined, restore: (name: string) => string): ShellStart {
  const content = lines(
    restore('ENV'),
    kshBegin,
    script !== undefined && kshRemember(script),
    kshTell(script !== undefined),
  );
  return {
    arguments: ['-i'],
    variables: [`ENV=${startFile}`],
    files: [{ path: startFile, content }, empty(`${kshFolder}/start`), empty(countFile), empty(toldFile)],
  };
}

const kshBegin = `HISTFILE=${kshFolder}/history`;

/** What the ksh of AT&T is given before its first prompt it forgets, but not what its history file begins with. */
const kshRemember = (script: string): string => `case \${KSH_VERSION-} in
*93*) { printf '\\201\\001'; printf '%s\\n\\000' ${entriesOf(script).map(quoteForShell).join(' ')}; } >$HISTFILE ;;
*) print -rs -- ${quoteForShell(script)} 2>/dev/null ;;
esac`;

/** In a shell's script, for its own: those that keep single lines. */
export const kshHasLines = 'case ${KSH_VERSION-} in *93*) true ;; *) false ;; esac';

/** The same: those whose history is known well enough to tell of. */
export const kshIsKnown = 'case ${KSH_VERSION-} in *93*|*MIRBSD*|*LEGACY*) true ;; *) false ;; esac';

/**
 * As for ash. The ksh of AT&T has a command in its history at the next prompt, the one of MirBSD at the prompt after
 * that, what it began with too, so that the exit code has to be kept; it has no command twice in a row. Both give a
 * command its number, and further lines behind a tab.
 */
const kshTell = (isPreloaded: boolean): string => `function __refrom_tell {
  typeset number text last code=start now=$1 line
  [ ! -s ${countFile} ] || read -r last code <${countFile}
  case $KSH_VERSION in
  *93*) text=$(fc -l -0 -0 2>/dev/null) code=$now ;;
  *) text=$(fc -l -1 -1 2>/dev/null) last=\${last:-${isPreloaded ? '0' : '-1'}} ;;
  esac
  number=\${text%%[!0-9]*} number=$((\${number:--1} + \${2:-0})) last=\${last:-$number}
  if [ "$number" -gt "$last" ]; then
    print -r -- "=$code"
    print -r -- "$text" | while IFS= read -r line; do print -r -- " \${line#*$'\\t'}"; done
    last=$number
  elif [ ! -s ${countFile} ]; then
    now=start
  # Ctrl-C at a prompt is no end of the command before it.
  elif [ "$now" = 130 ] && [ "$code" != start ]; then
    now=$code
  fi >>${toldFile}
  print -r -- "$last $now" >${countFile}
  return "$1"
}
if ${kshIsKnown}; then
  PS1='$ '
  [ "$(id -u 2>/dev/null)" != 0 ] || PS1='# '
  PS1='$(__refrom_tell "$?")$PWD '$PS1
  # The one of MirBSD keeps the last command back up to the next, and then counts from one less.
  trap '__refrom_tell "$?"; print -rs -- exit; __refrom_tell "$?" 1' EXIT
fi`;
