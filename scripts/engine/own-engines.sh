# The engines of our own: what each one is, and where it keeps its things. Tests compare refrom with `docker build` on
# all of them; everything else uses the first.
# shellcheck shell=bash disable=SC2034,SC2154 # these are for the scripts that source this one; $state is set by them

# own_run, own_host: where it runs. own_data: its folder. own_root: its programs. own_release: the Debian they are of.
# own_flags: what makes it different.
first_engine=28
other_engines=(28-containerd 20.10)

runs=/run/refrom

choose_own_engine() { # NAME
  own_name=$1 own_run=$runs/$1 own_data=$state/$1 own_root=$state/root own_release=$newer_release
  # The first engine rewrites the machine's firewall. Others must leave it, or they would cut off the one before them.
  own_flags=(--iptables=false)
  case $1 in
    28)
      own_run=$runs own_data=$state own_flags=()
      bridge=refrom0
      ;;
    28-containerd)
      own_flags+=(--ip6tables=false --feature containerd-snapshotter=true)
      bridge=refrom1
      ;;
    20.10)
      own_root=$own_data/root own_release=$older_release
      bridge=refrom2
      ;;
    *) return 1 ;;
  esac
  own_host=unix://$own_run/engine.sock
}

# Bookworm's own engine is 20.10; forky's is 28, and runs on bookworm's C library.
newer_release=forky
older_release=bookworm
