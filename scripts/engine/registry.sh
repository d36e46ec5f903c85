# A real image registry for the tests, which start and end it themselves: Debian's docker-registry, unpacked and not
# installed, as installing would start a service.
# shellcheck shell=bash disable=SC2154 # $state and $user_state are set by with-engine

# Exports REFROM_REGISTRY: the program.
provide_registry() {
  local folder=$state/registry
  if command -v docker-registry >/dev/null; then
    REFROM_REGISTRY=$(command -v docker-registry)
  else
    if [ ! -x "$folder/usr/bin/docker-registry" ]; then
      if ! silently mkdir -p "$folder.part" || [ ! -w "$folder.part" ]; then folder=$user_state/registry; fi
    fi
    REFROM_REGISTRY=$folder/usr/bin/docker-registry
    [ -x "$REFROM_REGISTRY" ] || fetch_registry "$folder"
  fi
  export REFROM_REGISTRY
}

# Renamed last, so that an interrupted run leaves nothing that looks complete.
fetch_registry() { # FOLDER
  is_debian_like || fail 'the tests need the program docker-registry, which is fetched from Debian or Ubuntu only.' \
    'Install it (the release registry_*.tar.gz of github.com/distribution/distribution) under that name in your PATH.'
  say 'fetching an image registry from Debian …'
  rm -rf "$1.part"
  unpack_packages "$1.part" docker-registry || fail 'docker-registry cannot be fetched (see above).'
  rm -rf "$1" && mv "$1.part" "$1"
}
