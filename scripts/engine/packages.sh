# Packages of Debian and Ubuntu, always from the mirror that the machine is configured with.
# shellcheck shell=bash

is_debian_like() {
  [ -r /etc/os-release ] && command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
  # shellcheck source=/dev/null
  case " $(. /etc/os-release && printf '%s %s' "${ID:-}" "${ID_LIKE:-}") " in
    *' debian '* | *' ubuntu '*) ;;
    *) return 1 ;;
  esac
}

install_packages() {
  # --no-remove: a package of the user's that is in the way is theirs to remove, not ours.
  with_fresh_lists as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install -y \
    --no-install-recommends --no-remove "$@"
}

# Fetches packages into a folder and unpacks them there, installing nothing. unpack_packages FOLDER PACKAGE...
unpack_packages() {
  local folder=$1 archive
  shift
  mkdir -p "$folder/archives"
  (cd "$folder/archives" && with_fresh_lists apt-get -qq -o APT::Sandbox::User="$(id -un)" download "$@") || return 1
  for archive in "$folder"/archives/*.deb; do dpkg-deb -x "$archive" "$folder" || return 1; done
  rm -rf "$folder/archives"
}

# Runs an apt-get command; when that fails, again with new lists of packages. They are missing from machine images
# that were made small, and old ones name versions that the mirror has replaced.
with_fresh_lists() {
  silently "$@" && return
  if is_root || silently sudo -n true; then
    say 'refreshing the lists of packages …'
    quietly as_root apt-get -qq update || true
  fi
  quietly "$@"
}

# The mirror of the first index that calls itself plain Debian; nothing on Ubuntu.
debian_mirror() {
  # shellcheck disable=SC2016 # the names are apt's, not the shell's
  apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(SITE)' 'Created-By: Packages' 2>/dev/null |
    sed -n 's/^Debian|Debian|\(https\{0,1\}:.*\)/\1/p' | sed -n 1p
}
