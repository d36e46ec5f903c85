# Installs the checkout's packages and builds it, when that was never done or is out of date.
# shellcheck shell=bash disable=SC2154 # $here is set by with-engine

check_node() {
  local found=none
  if command -v node >/dev/null; then
    node -e 'const [major, minor] = process.versions.node.split(".").map(Number)
      process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' && return
    found=$(node --version)
  fi
  fail "Node.js 20.19 or newer is needed; found: $found." 'Install it (https://nodejs.org), and run this again.'
}

prepare_checkout() {
  local root
  root=$(cd "$here/.." && pwd)
  # Two runs at once must not install or build over each other. macOS has no flock, and rarely two runs at once.
  if command -v flock >/dev/null; then exec 8<"$root" && flock 8; fi
  (cd "$root" && install_dependencies && build)
  exec 8>&-
}

install_dependencies() {
  local installed=node_modules/.package-lock.json
  if [ -e "$installed" ] && [ ! package-lock.json -nt "$installed" ]; then return; fi
  say 'installing packages of npm, and building …'
  # --include=dev: the build needs them, also where NODE_ENV says production.
  quietly npm ci --include=dev --no-audit --no-fund || fail 'npm ci failed (see above).'
  touch "$installed"
}

build() {
  # Folders count too: their time tells of a file that was removed.
  if [ -e build/.stamp ] &&
    [ -z "$(find src grammars test bench scripts package.json tsconfig*.json -newer build/.stamp -print 2>/dev/null | sed -n 1p)" ]; then
    return
  fi
  say 'building …'
  quietly npm run --silent build || fail 'npm run build failed (see above).'
}
