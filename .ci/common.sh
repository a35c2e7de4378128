# What the scripts of this folder share. Sourced by them, never run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

section() { printf '\n==> %s\n' "$*"; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=900 -o Acquire::Retries=3 "$@"
}

installed() {
  dpkg-query -W -f '${Status}\n' "$@" 2>/dev/null | grep -c '^install ok installed$' | grep -qx "$#"
}

# Installs the packages named, unless all of them are there: then it needs neither rights nor a network.
install_packages() {
  command -v apt-get >/dev/null || fail "this script installs with apt-get, which is not here; install these by hand: $*"
  installed "$@" && return
  section "Installing $*"
  apt_get update
  apt_get install --no-install-recommends "$@" >/dev/null
}
