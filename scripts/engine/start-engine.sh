# Starts the engine that fetch-engine.sh unpacked, beside whatever else runs on the machine.
# shellcheck shell=bash disable=SC2154 # $bridge and what begins with own_ are set by own-engines.sh

# After a crash the engine first stops the containers that outlived it, which takes 10 s.
start_timeout_seconds=90

start_engine() {
  local process
  process=$(process_of "$own_run/engine.pid" "--host $own_host ")
  if [ -z "$process" ]; then
    say "starting Docker Engine $own_name at $own_host …"
    remove_leftovers
    make_bridge
    launch
    process=$!
  fi
  await_engine "$process"
  let_bridge_through
  [ "$own_name" = "$first_engine" ] || translate_addresses
}

# Settings are passed by flags, and the configuration file is one of our own: /etc/docker/daemon.json is about the
# user's engine. The lock (9) is not inherited, or it would be held for as long as the engine lives; nor is the folder,
# which may be gone long before the engine is: its git needs one.
launch() {
  local unpacked=$own_root/usr name_flags
  read -ra name_flags <<<"$(resolver_flags)"
  printf '{}\n' >"$own_data/daemon.json"
  PATH=$unpacked/sbin:$unpacked/bin:$unpacked/libexec/docker:$PATH LD_LIBRARY_PATH=$(libraries_in "$own_root") \
    setsid env --chdir=/ dockerd --host "$own_host" --pidfile "$own_run/engine.pid" --config-file "$own_data/daemon.json" \
    --data-root "$own_data/data" --exec-root "$own_run/exec" --bridge "$bridge" --mtu "$(outgoing_mtu)" \
    "${name_flags[@]}" "${own_flags[@]}" --containerd-namespace refrom --containerd-plugins-namespace refrom-plugins \
    >"$own_data/dockerd.log" 2>&1 </dev/null 9>&- &
}

# A containerd that outlived its engine keeps the data folder locked, and the engine believes stale files.
remove_leftovers() {
  local file=$own_run/exec/containerd/containerd.pid process
  process=$(process_of "$file" "$own_run/exec/containerd/")
  if [ -n "$process" ]; then
    kill "$process" || true
    for _ in $(seq 50); do
      is_alive "$process" || break
      sleep 0.1
    done
  fi
  rm -f "$own_run/engine.pid" "$own_run/engine.sock" "$file"
}

# Prints the process that a file names, if its command line contains TEXT: after a crash, the number may belong to
# any other program. process_of FILE TEXT
process_of() {
  local process
  process=$(cat "$1" 2>/dev/null) || return 0
  if tr '\0' ' ' 2>/dev/null <"/proc/$process/cmdline" | grep -qF -- "$2"; then printf '%s\n' "$process"; fi
}

# A process that ended but that nobody waited for still has its number, and no command line.
is_alive() { grep -q . "/proc/$1/cmdline" 2>/dev/null; }

await_engine() {
  local process=$1
  for _ in $(seq $((start_timeout_seconds * 5))); do
    answers "$own_host" && return
    is_alive "$process" || break
    sleep 0.2
  done
  say "the Docker engine did not start; the end of its log, $own_data/dockerd.log:"
  tail -n 15 "$own_data/dockerd.log" >&2
  fail 'Where this machine does not allow containers, set DOCKER_HOST to an engine elsewhere, and run this again.'
}
