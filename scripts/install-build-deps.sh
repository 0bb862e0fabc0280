#!/usr/bin/env bash
# Installs the system packages that the build needs, through apt and only those that are missing.
set -euo pipefail

command -v swift >/dev/null || {
    echo "The Swift toolchain (6.2 or newer) is missing: https://www.swift.org/install" >&2
    exit 1
}

# macOS brings SQLite with its SDK, libpq comes from Homebrew; on other systems without apt the linker says what is missing.
command -v apt-get >/dev/null || exit 0

missing=()
for package in libsqlite3-dev libpq-dev zlib1g-dev ca-certificates; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ "${#missing[@]}" -gt 0 ] || exit 0

"$(dirname "$0")/apt-install.sh" "${missing[@]}"
