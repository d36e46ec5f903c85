// What the control shell is told. Built-in commands only: an image need not have any other, and starting one costs.

/**
 * From process 1, -1 means all others of the container. It fails when there are none, the dead that nobody waited
 * for counted too; waiting for a process of its own makes the shell take those off as well. One that the kernel
 * cannot end (it hangs in a device) must not hold us for ever.
 */
export const killAll = 'n=0; while [ $n -lt 2000 ] && kill -9 -1 2>/dev/null; do (:); n=$((n+1)); done';

/** What a command left in /dev and /dev/shm, which are new for each RUN of BuildKit. Starts no program for nothing. */
export const emptyDevices = `for f in /dev/* /dev/.[!.]* /dev/shm/* /dev/shm/.[!.]*; do
  case $f in
    /dev/.refrom*) ;;
    /dev/shm/*) [ ! -e "$f" ] || rm -rf "$f" ;;
    *) [ ! -f "$f" ] || [ -L "$f" ] || rm -f "$f" ;;
  esac
done 2>/dev/null`;

/**
 * Answers `command` if a command of an exec runs: its parent is outside, and so is 0 in here; not so for its children.
 * If none does, but a process that one left behind, whose parent became process 1: `orphan`.
 */
export const look = `for f in /proc/[0-9]*/status; do
  while read -r key value; do
    case "$key $value $f" in
      "PPid: 0 /proc/1/status") break ;;
      "PPid: 0 "*) answer=command; break ;;
      "PPid: 1 "*) answer=\${answer:-orphan}; break ;;
      "PPid: "*) break ;;
    esac
  done 2>/dev/null <"$f"
done`;
