# A base image for another platform, and the emulator that its programs need. Where they cannot be had, the tests that
# build for another platform are skipped; nothing else needs them.
# shellcheck shell=bash disable=SC2154 # $here, $state and $engine_host are set by with-engine

foreign_image=fixture/arm64-busybox:latest
emulators=/proc/sys/fs/binfmt_misc

prepare_foreign_platform() {
  if ! provide_emulator || ! provide_foreign_image; then
    say 'programs for linux/arm64 cannot be executed here; the tests that build for it will be skipped.'
  fi
}

# The kernel starts it for programs of that machine, in containers too. What is registered is gone with the next start
# of the machine, and stays untouched where there is one already.
provide_emulator() {
  local folder=$state/emulators line
  [ "$(uname -m)" != aarch64 ] || return 0
  ! compgen -G "$emulators/*aarch64" >/dev/null || return 0
  is_debian_like && is_root || return 1
  [ -e "$emulators/register" ] || silently mount -t binfmt_misc binfmt_misc "$emulators" || return 1
  ! compgen -G "$emulators/*aarch64" >/dev/null || return 0
  if [ ! -e "$folder/usr/bin/qemu-aarch64-static" ]; then
    say 'fetching an emulator from Debian …'
    unpack_packages "$folder.part" qemu-user-static || return 1
    rm -rf "$folder" && mv "$folder.part" "$folder"
  fi
  # With the flag F the kernel keeps the program open: containers need not have it.
  line=$(sed "s|^:[^:]*:|:refrom-aarch64:|; s|:/usr/|:$folder/usr/|; s|:\([A-EG-Z]*\)\$|:\1F|" \
    "$folder/usr/lib/binfmt.d/qemu-aarch64.conf") || return 1
  printf '%s\n' "$line" 2>/dev/null >"$emulators/register"
}

provide_foreign_image() {
  local images tar
  through_api || return 1
  [ -n "$(missing_images "$foreign_image")" ] || return 0
  if [ -n "${REFROM_FIRST_ENGINE:-}" ]; then
    node "$here/engine/api.mjs" "$engine_host" copy "$foreign_image" "$REFROM_FIRST_ENGINE"
    return
  fi
  is_debian_like || return 1
  images=$(image_folder)
  tar=$images/busybox-arm64.tar
  [ -f "$tar" ] || make_foreign_tar "$images" "$tar" || return 1
  node "$here/engine/api.mjs" "$engine_host" import "$foreign_image" "$tar" sh linux/arm64
}

# Lists, status and cache of its own: the machine's apt must not learn of another architecture.
make_foreign_tar() { # FOLDER TAR
  local folder apt status=0
  folder=$(mktemp -d "$1/arm64.XXXXXX")
  mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
  apt=(apt-get -qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o Dir::State::status=/dev/null
    -o "Dir::State::Lists=$folder/lists" -o "Dir::Cache=$folder/cache" -o Acquire::Languages=none
    -o "APT::Sandbox::User=$(id -un)")
  say "making the base image $foreign_image, once …"
  (cd "$folder" && silently "${apt[@]}" update && quietly "${apt[@]}" download busybox-static) &&
    dpkg-deb -x "$folder"/busybox-static_*.deb "$folder/root" &&
    bash "$here/engine/busybox-root.sh" "$folder/root/bin/busybox" "$2" || status=$?
  rm -rf "$folder"
  return "$status"
}
