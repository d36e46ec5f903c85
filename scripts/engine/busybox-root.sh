#!/usr/bin/env bash
# Packs a root file system around a static busybox: busybox-root.sh BUSYBOX TAR
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
umask 022
. "$(dirname "${BASH_SOURCE[0]}")/pack-root.sh"

busybox=$1
tar=$2
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

chmod 755 "$root"
# dev, proc and sys are mount points of every container; without them, runc would leave them in the first checkpoint.
mkdir -p "$root"/{bin,dev,etc,home,proc,root,sys,usr/bin,var/log}
mkdir -m 1777 "$root/tmp" "$root/var/tmp"
chmod 700 "$root/root"

cp "$busybox" "$root/bin/busybox"
chmod 755 "$root/bin/busybox"
for applet in $("$busybox" --list); do
  [ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
done
# Where the first line of many scripts expects it.
ln -s ../../bin/busybox "$root/usr/bin/env"

cat >"$root/etc/passwd" <<'END'
root:x:0:0:root:/root:/bin/sh
nobody:x:65534:65534:nobody:/home:/bin/false
END
cat >"$root/etc/group" <<'END'
root:x:0:
nobody:x:65534:
END

pack_root "$root" "$tar" --owner=0 --group=0 --mtime=@0
