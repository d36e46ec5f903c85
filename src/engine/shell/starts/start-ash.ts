import { quoteForShell } from '../../../shell/quote-for-shell.js';
import { countFile, historyFile, lines, startFile, toldFile, type ShellStart, empty } from './own-files.js';

/** `line` is the command of the step, where it has one line; `restore` gives a variable the value that the RUN has. */
export function startAsh(line: string | undefined, restore: (name: string) => string): ShellStart {
  const content = lines(restore('ENV'), `HISTFILE=${historyFile}`, ashTell(line));
  return {
    arguments: ['-i'],
    variables: [`ENV=${startFile}`],
    files: [
      { path: startFile, content },
      { path: historyFile, content: line === undefined ? '' : `${line}\n` },
      empty(countFile),
      empty(toldFile),
    ],
  };
}

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
