# Base images for the demo and the tests, made on this machine so that no registry is needed. Only images that are
# missing are made; an image that has the name already is the user's, and stays.
# shellcheck shell=bash disable=SC2154 # $here, $state and $engine_host are set by with-engine

busybox_image=fixture/busybox:latest
# Followed by the name of a release.
debian_images=fixture/debian

# make_base_images IMAGE...
make_base_images() {
  local missing images image
  missing=$(missing_images "$@")
  [ -n "$missing" ] || return 0
  images=$(image_folder)
  # Where flock is missing (macOS), two runs at once may make an image twice, which harms nothing.
  if command -v flock >/dev/null; then exec 7>"$images/lock" && flock 7; fi
  # Asked again, now that nobody else is making them.
  missing=$(missing_images "$@")
  # shellcheck disable=SC2086 # one word an image
  make_tars "$images" $missing
  for image in $missing; do import_image "$image" "$(tar_of "$images" "$image")"; done
  exec 7>&-
}

# At the same time: each is mostly one package after the other.
make_tars() { # FOLDER IMAGE...
  local folder=$1 image making=() process
  shift
  for image in "$@"; do
    [ ! -f "$(tar_of "$folder" "$image")" ] || continue
    is_debian_like || fail_without_image "$image" 'it is made from packages of Debian or Ubuntu'
    if [ "$image" = "$busybox_image" ]; then
      make_busybox_tar "$folder"
    else
      can_be_root || fail_without_image "$image" 'debootstrap needs root or sudo'
      [ -x /usr/sbin/debootstrap ] || install_packages debootstrap
      make_debian_tar "$folder" "${image##*:}" &
      making+=("$!")
    fi
  done
  for process in "${making[@]}"; do wait "$process" || exit; done
}

tar_of() { # FOLDER IMAGE
  case $2 in
    "$busybox_image") printf '%s\n' "$1/busybox.tar" ;;
    *) printf '%s\n' "$1/debian-${2##*:}.tar" ;;
  esac
}

image_folder() {
  local folder=$state/images
  if ! silently mkdir -p "$folder" || [ ! -w "$folder" ]; then folder=$user_state/images; fi
  mkdir -p "$folder"
  printf '%s\n' "$folder"
}

# api.mjs needs no docker CLI, but only the CLI knows the way to ssh:// and through TLS.
missing_images() {
  local image
  if through_api; then
    node "$here/engine/api.mjs" "$engine_host" missing "$@"
  else
    for image in "$@"; do silently docker image inspect "$image" || printf '%s\n' "$image"; done
  fi
}

import_image() { # IMAGE TAR
  if through_api; then
    node "$here/engine/api.mjs" "$engine_host" import "$1" "$2" sh
  else
    quietly docker import --change 'CMD ["sh"]' "$2" "$1"
  fi || fail "the engine at $engine_host did not import $1 (see above)."
}

through_api() {
  case $engine_host in
    unix://*) true ;;
    tcp://*) silently node "$here/engine/api.mjs" "$engine_host" ping ;;
    *) false ;;
  esac
}

make_busybox_tar() { # FOLDER
  local folder
  folder=$(mktemp -d "$1/busybox.XXXXXX")
  unpack_packages "$folder" busybox-static || fail_without_image "$busybox_image" 'busybox-static cannot be fetched'
  bash "$here/engine/busybox-root.sh" "$folder/bin/busybox" "$(tar_of "$1" "$busybox_image")"
  rm -rf "$folder"
}

make_debian_tar() { # FOLDER RELEASE
  local image=$debian_images:$2
  say "making the base image $image, once …"
  quietly as_root bash "$here/engine/debian-root.sh" "$2" "$(tar_of "$1" "$image")" "$(debian_mirror)" ||
    fail_without_image "$image" 'debootstrap failed (see above)'
}

fail_without_image() { # IMAGE REASON
  local public=${1#fixture/}
  fail "the base image $1 is missing and cannot be made here: $2." \
    "Give it yourself, from a registry of your choice: docker pull $public && docker tag $public $1"
}
