# Which Docker engine answers, in the order in which refrom itself looks for one.
# shellcheck shell=bash disable=SC2154 # $here and $own_host are set by the script that sources this one

default_host=unix:///var/run/docker.sock

# Sets engine_host; exports DOCKER_HOST when nothing but us would lead refrom and the docker CLI to that engine.
# Returns 1 when none answers. Never starts, stops or changes one.
find_engine() {
  local context_host
  if [ -n "${DOCKER_HOST:-}" ] && [ "$DOCKER_HOST" != "$own_host" ]; then
    engine_host=$DOCKER_HOST
    answers "$engine_host" && return
    fail "no Docker engine answers at $engine_host, which DOCKER_HOST names." \
      'Start that engine, correct DOCKER_HOST, or unset it to let refrom find or start another one.'
  fi
  if [ -z "${DOCKER_HOST:-}" ]; then
    context_host=$(current_context_host)
    engine_host=$context_host
    answers "$engine_host" && return
    if [ "$engine_host" != "$default_host" ] && answers "$default_host"; then
      engine_host=$default_host
      export DOCKER_HOST=$engine_host
      return
    fi
  fi
  engine_host=$own_host
  answers "$engine_host" && export DOCKER_HOST=$engine_host
}

# Starting a second engine beside one that runs would rewrite that one's firewall rules.
refuse_when_forbidden() {
  local socket=${default_host#unix://}
  if [ -S "$socket" ] && [ ! -w "$socket" ]; then
    fail "a Docker engine listens at $socket, but this user may not talk to it." \
      "Join its group (sudo usermod -aG docker $(id -un), then log in again), or run this as root."
  fi
}

current_context_host() {
  local host=''
  if command -v docker >/dev/null; then
    host=$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null) || host=''
  fi
  printf '%s\n' "${host:-$default_host}"
}

answers() {
  case $1 in
    unix://*) [ -S "${1#unix://}" ] && silently node "$here/engine/api.mjs" "$1" ping ;;
    tcp://*) silently node "$here/engine/api.mjs" "$1" ping || cli_reaches_engine ;;
    *) cli_reaches_engine ;;
  esac
}

# Only the docker CLI knows the way to ssh:// and through TLS.
cli_reaches_engine() {
  command -v docker >/dev/null && silently docker version --format '{{.Server.APIVersion}}'
}
