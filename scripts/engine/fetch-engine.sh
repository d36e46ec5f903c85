# Unpacks a Docker engine, its CLI and buildx under $state from Debian's packages. They are not installed:
# that would start a service, and would replace an engine of the user's that is only stopped.
# shellcheck shell=bash disable=SC2154 # $state and what begins with own_ are set by own-engine.sh

newer_packages=(docker.io docker-cli docker-buildx containerd tini-static)
# Its CLI is in docker.io, and its library is of no use to anybody else.
older_packages=(docker.io containerd tini libdevmapper1.02.1)

fetch_engine() {
  install_missing_helpers
  fetch_newer_engine
  [ "$own_release" = "$newer_release" ] || fetch_older_engine
}

fetch_newer_engine() {
  [ -x "$state/bin/docker" ] && return
  say 'fetching Docker Engine from Debian …'
  if ! fetch_release "$newer_release" "${newer_packages[@]}" || ! keep_engine "$state/root"; then
    say "the engine of Debian $newer_release cannot be fetched or does not run here; taking this release's own …"
    fetch_this_release
    keep_engine "$state/root" || fail 'the Docker engine of this release cannot be fetched either.' \
      'Install one (https://docs.docker.com/engine/install/), start it, and run this again.'
  fi
  # A folder with the CLI alone: the other programs have no business in the user's PATH.
  mkdir -p "$state/bin"
  ln -sfn ../root/usr/bin/docker "$state/bin/docker"
}

# The newer engine's CLI speaks to this one as well.
fetch_older_engine() {
  [ -x "$own_root/usr/sbin/dockerd" ] && return
  say "fetching the Docker Engine of Debian $own_release …"
  if ! fetch_release "$own_release" "${older_packages[@]}" || ! keep_engine "$own_root"; then
    fail "the Docker engine of Debian $own_release cannot be fetched or does not run here (see above)."
  fi
}

# The engine runs containers with the machine's runc: a newer one needs a newer C library.
install_missing_helpers() {
  local packages=() program package
  while read -r program package; do
    command -v "$program" >/dev/null || packages+=("$package")
  done <<'END'
runc runc
iptables iptables
ip iproute2
dnsmasq dnsmasq-base
git git
update-ca-certificates ca-certificates
END
  [ "${#packages[@]}" -eq 0 ] && return
  say "installing ${packages[*]} …"
  install_packages "${packages[@]}" || fail 'the packages that a Docker engine needs could not be installed (see above).'
}

# Lists and cache of its own: the machine's apt must not learn of another release. fetch_release RELEASE PACKAGE...
fetch_release() {
  local release=$1 mirror keyring folder=$state/unpacking apt package
  shift
  rm -rf "$folder"
  mkdir -p "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial"
  mirror=$(debian_mirror)
  # The mirror is known from the lists of packages; a machine image made small has none.
  [ -n "$mirror" ] || { quietly apt-get -qq update && mirror=$(debian_mirror); } || return 1
  keyring=$(compgen -G '/usr/share/keyrings/debian-archive-keyring.[gp]*' | sed -n 1p)
  [ -n "$mirror" ] && [ -n "$keyring" ] || return 1
  printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$mirror" "$release" >"$folder/apt/sources.list"
  apt=(apt-get -qq -o "Dir::Etc::SourceList=$folder/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$folder/apt/lists" -o "Dir::Cache=$folder/apt/cache" -o Acquire::Languages=none
    -o APT::Sandbox::User=root)
  quietly "${apt[@]}" update || return 1
  (cd "$folder/apt" && quietly "${apt[@]}" download "$@") || return 1
  for package in "$folder"/apt/*.deb; do dpkg-deb -x "$package" "$folder" || return 1; done
  rm -rf "$folder/apt"
}

# Not every release has all of these: in some docker.io contains the CLI, or tini its static form, and 20.10 builds
# without buildx.
fetch_this_release() {
  local folder=$state/unpacking libraries package
  rm -rf "$folder"
  for package in "${newer_packages[@]}" tini; do
    if silently apt-cache show "$package"; then unpack_packages "$folder" "$package" || true; fi
  done
  libraries=$(apt-cache depends docker.io 2>/dev/null | sed -n 's/^ *Depends: \(lib[^ ]*\)$/\1/p')
  # shellcheck disable=SC2086 # one word a library
  [ -z "$libraries" ] || install_packages $libraries || true
}

# Tries what was unpacked, and renames it last, so that an interrupted run leaves nothing that looks complete.
keep_engine() { # FOLDER
  local new=$state/unpacking/usr program
  for program in "$new/sbin/dockerd" "$new/bin/containerd" "$new/bin/docker"; do
    LD_LIBRARY_PATH=$(libraries_in "$state/unpacking") silently "$program" --version || return 1
  done
  rm -rf "$1"
  mkdir -p "$(dirname "$1")"
  mv "$state/unpacking" "$1"
}

# Folders of libraries that an unpacked engine brings along, as the loader wants them; none for most.
libraries_in() { # FOLDER
  find "$1/usr/lib" "$1/lib" -maxdepth 1 -name '*-linux-*' 2>/dev/null | paste -sd : -
}
