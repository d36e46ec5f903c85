# Packs a root file system so that the same content always gives the same bytes, whoever packs it.
# shellcheck shell=bash

pack_root() { # FOLDER TAR [OPTIONS OF TAR...]
  local folder=$1 tar=$2
  shift 2
  tar -C "$folder" --sort=name --numeric-owner "$@" -cf "$tar.part" .
  chmod 644 "$tar.part"
  # Renamed last: an interrupted run leaves nothing that looks complete.
  mv "$tar.part" "$tar"
}
