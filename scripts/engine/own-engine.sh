#!/usr/bin/env bash
# Fetches a Docker engine once, and starts it. Runs as root, when it does not answer: own-engine.sh STATE USER_ID NAME
# What it makes is in the folder STATE and in /run/refrom, and one network bridge; it installs no engine.
# shellcheck source-path=SCRIPTDIR/..
set -euo pipefail

state=$1
owner=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Users' shells often leave out the folders where runc and iptables are.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

. "$here/engine/say.sh"
. "$here/engine/packages.sh"
. "$here/engine/own-engines.sh"
. "$here/engine/find-engine.sh"
. "$here/engine/fetch-engine.sh"
. "$here/engine/network.sh"
. "$here/engine/start-engine.sh"

choose_own_engine "$3"
mkdir -p "$own_data" "$own_run"

# Two first runs at once must end up with one engine: the second waits here, and finds that of the first.
exec 9>"$runs/lock"
flock 9

if ! answers "$own_host"; then
  fetch_engine
  start_engine
fi
chown "$owner" "$own_run/engine.sock"
