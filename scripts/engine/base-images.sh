# Base images for the demo and the tests, made on this machine so that no registry is needed. Only images that are
# missing are made; an image that has the name already is the user's, and stays.
# shellcheck shell=bash disable=SC2154 # $here, $state and $engine_host are set by with-engine

busybox_image=fixture/busybox:latest
# Followed by the name of a release.
debian_images=fixture/debian

# make_base_images IMAGE...
make_base_images() {
  local missing images image tar
  missing=$(missing_images "$@")
  [ -n "$missing" ] || return 0
  images=$(image_folder)
  # Where flock is missing (macOS), two runs at once may make an image twice, which harms nothing.
  if command -v flock >/dev/null; then exec 7>"$images/lock" && flock 7; fi
  # Asked again, now that nobody else is making them.
  missing=$(missing_images "$@")
  for image in $missing; do
    is_debian_like || fail_without_image "$image" 'it is made from packages of Debian or Ubuntu'
    case $image in
      "$busybox_image") tar=$(busybox_tar "$images") ;;
      *) tar=$(debian_tar "$images" "${image##*:}") ;;
    esac
    import_image "$image" "$tar"
  done
  exec 7>&-
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

busybox_tar() { # FOLDER
  local tar=$1/busybox.tar folder
  if [ ! -f "$tar" ]; then
    folder=$(mktemp -d "$1/busybox.XXXXXX")
    unpack_packages "$folder" busybox-static || fail_without_image "$busybox_image" 'busybox-static cannot be fetched'
    bash "$here/engine/busybox-root.sh" "$folder/bin/busybox" "$tar"
    rm -rf "$folder"
  fi
  printf '%s\n' "$tar"
}

debian_tar() { # FOLDER RELEASE
  local tar=$1/debian-$2.tar image=$debian_images:$2
  if [ ! -f "$tar" ]; then
    can_be_root || fail_without_image "$image" 'debootstrap needs root or sudo'
    [ -x /usr/sbin/debootstrap ] || install_packages debootstrap
    say "making the base image $image, once …"
    quietly as_root bash "$here/engine/debian-root.sh" "$2" "$tar" "$(debian_mirror)" ||
      fail_without_image "$image" 'debootstrap failed (see above)'
  fi
  printf '%s\n' "$tar"
}

fail_without_image() { # IMAGE REASON
  local public=${1#fixture/}
  fail "the base image $1 is missing and cannot be made here: $2." \
    "Give it yourself, from a registry of your choice: docker pull $public && docker tag $public $1"
}
