#!/usr/bin/env bash
# Makes the root file system of a small Debian. Runs as root: debian-root.sh RELEASE TAR [MIRROR]
# Without MIRROR (Ubuntu has none to tell), debootstrap uses the one it knows.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
umask 022
. "$(dirname "${BASH_SOURCE[0]}")/pack-root.sh"

release=$1
tar=$2
mirror=${3:-}
# Beside the result, not in /tmp, which often allows no device nodes.
root=$(mktemp -d "$tar.XXXXXX")

clean_up() {
  # debootstrap leaves them mounted when it is interrupted.
  umount "$root/proc" "$root/sys" 2>/dev/null || true
  rm -rf --one-file-system "$root"
}
trap clean_up EXIT

chmod 755 "$root"
/usr/sbin/debootstrap --variant=minbase "$release" "$root" ${mirror:+"$mirror"}

# What only installing needed would be a third of the image.
rm -rf "$root"/var/cache/apt/*.bin "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* \
  "$root/var/log/bootstrap.log" "$root/etc/hostname" "$root/etc/resolv.conf"
pack_root "$root" "$tar" --exclude='./dev/*' --exclude='./proc/*' --exclude='./sys/*'
