# What every part of the preparation uses to speak, to stop, and to become root.
# shellcheck shell=bash

say() { printf 'refrom: %s\n' "$*" >&2; }

# One sentence a parameter. The status is refrom's own for an engine that cannot be reached.
fail() {
  local sentence
  for sentence in "$@"; do say "$sentence"; done
  exit 3
}

# Shows a command's output only when the command fails: npm, apt and debootstrap say a lot when all is well.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -ne 0 ]; then
    say "this failed: $*"
    tail -n 40 "$log" >&2
  fi
  rm -f "$log"
  return "$status"
}

# Like quietly, for a command whose failure has a remedy: no output at all.
silently() { "$@" >/dev/null 2>&1 </dev/null; }

is_root() { [ "$(id -u)" -eq 0 ]; }

# Root already, or sudo without a password, or sudo with one when somebody is there to type it.
can_be_root() {
  is_root && return
  command -v sudo >/dev/null || return 1
  silently sudo -n true && return
  [ -t 0 ] && [ -t 2 ] && sudo -v
}

as_root() {
  if is_root; then "$@"; else sudo --preserve-env=http_proxy,https_proxy,no_proxy "$@"; fi
}
