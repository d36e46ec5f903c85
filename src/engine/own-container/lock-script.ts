// Who uses a cache at the moment, as scripts for the helper: notes beside the cache's folders, each in the name of a
// process of the helper that does nothing else. A note counts as long as its process lives, which every helper can see,
// so that it ends with the helper, whatever became of the session. (Not every busybox has a flock.)
import { quoteForShell } from '../../shell/quote-for-shell.js';
import { contentOf, type CacheAttachment } from './mount-script.js';

/** More at once, and a build waits for one of them. */
const mostInstances = 100;

/** Where the helper notes the processes that stand for a container. */
const listOf = (container: string): string => `/tmp/holders-${container}`;

/**
 * Answers `held` and the number of each cache's instance, in order; or `busy` and those that could be had before one
 * that is not free, and then holds none. As in BuildKit (getRefCacheDir): an instance that is free is taken; if there is
 * none, `locked` waits, and the others take a new one. What is `shared` is free for all others that share it.
 * A number with an `e` is one that has yet to be filled with what it begins with: it is held alone, however it is shared,
 * until keepScript says that it is filled, and what one that died over it has left is gone.
 * `folder` is where the helper sees the container's staging folder.
 */
export function lockScript(container: string, folder: string, caches: readonly CacheAttachment[]): string {
  const takes = caches.map(({ place, sharing, origin }) => {
    // What a new instance begins with is copied to the first one alone: the others of these wait for it.
    const growth = origin === undefined ? (sharing === 'locked' ? 'fixed' : 'grows') : 'filled';
    const most = origin === undefined ? mostInstances : 1;
    return `take ${quoteForShell(`${folder}/${place}`)} ${useOf(sharing)} ${growth} ${String(most)}`;
  });
  return answering(
    container,
    `${takes.join(' &&\n')} || { release; echo busy $taken; exit; }
echo held $taken`,
  );
}

/** Of caches that are filled now: the others that share them need not wait any more. Answers `kept`. */
export function keepScript(container: string, folder: string, caches: readonly CacheAttachment[]): string {
  const keeps = caches.map(
    ({ place, sharing }) => `keep ${quoteForShell(`${folder}/${place}`)} ${useOf(sharing)}`,
  );
  return answering(container, `${keeps.join(' &&\n')} && echo kept`);
}

const useOf = (sharing: CacheAttachment['sharing']): string => (sharing === 'shared' ? 'shared' : 'alone');

const answering = (container: string, script: string): string => `answer=$( {
container=${container}
list=${listOf(container)}
taken=
${functions}
${script}
} 2>&1 | tail -c 2000 | tr '\\n' ' ')`;

export const releaseScript = (container: string): string => `list=${listOf(container)}\n${release}\nrelease`;

const release = `release() {
  [ ! -e "$list" ] || while read -r holder; do kill -9 "$holder"; done <"$list"
  rm -f "$list"
}`;

/**
 * `identify PROCESS` gives a name that no other process has, `lives NAME` says whether it still runs. `enter` and
 * `leave` let one helper at a time look at the notes of a cache; it is over in milliseconds, so what is there longer
 * was left by one that died, and each of those has one that may take it away.
 */
const functions = `identify() {
  read -r stat <"/proc/$1/stat" || return 1
  set -- "$1" \${stat##*) }
  case $2 in Z | X) return 1 ;; esac
  read -r boot </proc/sys/kernel/random/boot_id
  name=$boot.$1.\${21}
}
lives() {
  process=\${1#*.}
  identify "\${process%.*}" 2>/dev/null && [ "$name" = "$1" ]
}
enter() {
  tries=0
  until ln -sn "$me" "$1/door" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 200 ] || return 1
    owner=$(readlink "$1/door") || continue
    if ! lives "$owner" && mkdir "$1/dead-$owner" 2>/dev/null; then
      [ "$(readlink "$1/door")" != "$owner" ] || rm -f "$1/door"
      rmdir "$1/dead-$owner"
    fi
    usleep 10000
  done
}
leave() { rm -f "$1/door"; }
fits() {
  for note in "$1/$2-"*; do
    [ -e "$note" ] || continue
    read -r owner <"$note"
    if ! lives "$owner"; then rm -f "$note"; continue; fi
    case $3\${note##*-} in sharedshared) ;; *) return 1 ;; esac
  done
}
choose() {
  number=1
  while [ "$number" -le "$4" ]; do
    [ -e "$1/$number" ] || [ "$number" = 1 ] || [ "$3" = grows ] || return 1
    ! fits "$1" "$number" "$2" || return 0
    number=$((number + 1))
  done
  return 1
}
hold() {
  sleep 999999999 </dev/null >/dev/null 2>&1 &
  echo $! >>"$list"
  identify $! && echo "$name" >"$1/$2-$container-$3" && : >"$1/$2"
}
take() {
  users=$1/users
  mkdir -p "$users" || exit
  enter "$users" || return 1
  use=$2
  empty=
  [ "$3" != filled ] || [ -e "$1/filled" ] || { use=alone; empty=e; }
  if choose "$users" "$use" "$3" "$4"; then
    hold "$users" "$number" "$use" || exit
    taken="$taken $number$empty"
    leave "$users"
    [ -z "$empty" ] || rm -rf "$1/${contentOf(1)}" || exit
  else
    leave "$users"
    return 1
  fi
}
keep() {
  : >"$1/filled" || return 1
  [ "$2" = shared ] && enter "$1/users" || return 0
  mv "$1/users/1-$container-alone" "$1/users/1-$container-shared"
  leave "$1/users"
}
${release}
identify $$ && me=$name || exit`;
