# Network bridges of our own for containers: docker0 may belong to an engine of the user's.
# shellcheck shell=bash disable=SC2154 # $bridge and what begins with own_ are set by own-engines.sh

make_bridge() {
  local subnet
  if ! silently ip link show "$bridge"; then
    quietly ip link add "$bridge" type bridge ||
      fail "cannot make the network bridge $bridge: this machine does not let root change its network." \
        'Set DOCKER_HOST to a Docker engine that can be reached from here, and run this again.'
  fi
  if [ -z "$(ip -4 -o addr show dev "$bridge")" ]; then
    subnet=$(free_subnet) || fail 'every private subnet that was tried is in use on this machine.'
    quietly ip addr add "${subnet%.0/24}.1/24" dev "$bridge"
  fi
  # Left to itself, a bridge takes the lowest address of what is plugged in: with each container that comes or goes it
  # may change, and the others then speak to nobody for most of a minute.
  quietly ip link set "$bridge" address 02:72:65:66:72:6d
  quietly ip link set "$bridge" up
}

bridge_address() { ip -4 -o addr show dev "$bridge" | sed -n '1s/.* inet \([0-9.]*\).*/\1/p'; }

# Prints the flags by which containers find names. Behind address translation a lookup that loses one packet can lose
# all that follow it, and apt then waits for minutes; a resolver on the bridge asks from the machine itself.
resolver_flags() {
  local patient='--dns-opt timeout:1 --dns-opt attempts:5'
  if command -v dnsmasq >/dev/null && start_resolver; then
    printf '%s\n' "--dns $(bridge_address) $patient"
  else
    # Of two lookups at once, one easily is lost.
    printf '%s\n' "--dns-opt single-request $patient"
  fi
}

start_resolver() {
  local file=$own_run/resolver.pid
  [ -z "$(process_of "$file" "--pid-file=$file")" ] || return 0
  # It asks again by itself, and remembers what it was told: names of mirrors are given out for seconds only.
  quietly dnsmasq --conf-file=/dev/null --pid-file="$file" --listen-address="$(bridge_address)" --bind-interfaces \
    --no-hosts --cache-size=1000 --user=root --fast-dns-retry=300 --min-cache-ttl=3600 9>&-
}

# A subnet that no route of this machine lies in or contains, the default route apart.
free_subnet() {
  local subnet
  for subnet in 172.30.213.0/24 10.213.87.0/24 192.168.213.0/24 172.24.87.0/24 10.87.213.0/24 172.22.213.0/24 \
    192.168.87.0/24; do
    if [ -z "$(ip -4 route show table all to root "$subnet")" ] &&
      [ -z "$(ip -4 route show table all to match "$subnet" | sed '/^default/d')" ]; then
      printf '%s\n' "$subnet"
      return
    fi
  done
  return 1
}

# Packets larger than the way out carries are lost behind some routers, and downloads in containers then hang.
outgoing_mtu() {
  local device
  device=$(ip -4 route show default | sed -n '1s/.* dev \([^ ]*\).*/\1/p')
  if [ -n "$device" ]; then cat "/sys/class/net/$device/mtu"; else printf '1500\n'; fi
}

# Another engine or a firewall may refuse to forward what it does not know. DOCKER-USER is the chain that engines
# keep for such rules and never empty.
let_bridge_through() {
  local direction
  silently iptables -n -L DOCKER-USER || return 0
  for direction in -i -o; do
    silently iptables -C DOCKER-USER "$direction" "$bridge" -j ACCEPT ||
      quietly iptables -I DOCKER-USER "$direction" "$bridge" -j ACCEPT
  done
}

# What an engine does by itself unless it is told to leave the firewall alone.
translate_addresses() {
  local rule
  rule=(POSTROUTING -s "$(bridge_address)/24" ! -o "$bridge" -j MASQUERADE)
  silently iptables -t nat -C "${rule[@]}" || quietly iptables -t nat -A "${rule[@]}"
}
