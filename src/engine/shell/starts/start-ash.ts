import {
  countFile,
  entriesOf,
  historyFile,
  lines,
  startFile,
  toldFile,
  type ShellStart,
  empty,
} from './own-files.js';

/** `script` is what its history begins with; `restore` gives a variable the value that the RUN has. */
export function startAsh(script: string | undefined, restore: (name: string) => string): ShellStart {
  const entries = entriesOf(script);
  const content = lines(restore('ENV'), `HISTFILE=${historyFile}`, ashTell(entries));
  return {
    arguments: ['-i'],
    variables: [`ENV=${startFile}`],
    files: [
      { path: startFile, content },
      { path: historyFile, content: entries.map((entry) => `${entry}\n`).join('') },
      empty(countFile),
      empty(toldFile),
    ],
  };
}

/**
 * Busybox expands commands in its prompt, in a process of their own: how far it has come is kept in a file. Lines since
 * the last prompt are one command, but for those that it began with. 1.37 writes its history to the wrong stream. What
 * has none, such as dash, tells nothing.
 */
const ashTell = (entries: readonly string[]): string => `__refrom_tell() {
  local IFS=' ' number line last=-1 told=
  [ ! -s ${countFile} ] || read -r last <${countFile}
  history 2>&1 | while read -r number line; do
    [ "$number" -gt "$last" ] 2>/dev/null || continue
    echo "$number" >${countFile}
    [ "$number" -ge ${String(entries.length)} ] || continue
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
