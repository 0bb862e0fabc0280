#!/usr/bin/env bash
# Installs PostgreSQL, which the store is tested on, and makes .venv with the pinned packages of Tests/Outside/requirements.txt;
# only what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

# No service is started: the tests run a private server.
[ -n "$(find /usr/lib/postgresql/*/bin -name initdb 2>/dev/null)" ] || command -v initdb >/dev/null || RUNLEVEL=1 scripts/apt-install.sh postgresql

requirements=Tests/Outside/requirements.txt
stamp=.venv/requirements.txt
cmp -s "$requirements" "$stamp" && exit 0

missing=()
command -v python3 >/dev/null || missing+=(python3)
command -v curl >/dev/null || missing+=(curl)
{ command -v python3 >/dev/null && python3 -c 'import ensurepip, venv' 2>/dev/null; } || missing+=(python3-venv)
[ "${#missing[@]}" -eq 0 ] || scripts/apt-install.sh "${missing[@]}"

echo "Installing the Python packages of the outside tests …"
python3 -m venv --clear .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
cp "$requirements" "$stamp"
