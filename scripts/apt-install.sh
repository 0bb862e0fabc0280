#!/usr/bin/env bash
# Installs the named packages, as root or through sudo.
set -euo pipefail

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "Missing packages: $*. Install them as root: apt-get install $*" >&2
        exit 1
    }
    as_root=(sudo)
fi

echo "Installing $* …"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
