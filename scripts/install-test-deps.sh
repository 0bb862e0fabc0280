#!/usr/bin/env bash
# Makes .venv with the pinned packages of Tests/Outside/requirements.txt, unless it stands already.
set -euo pipefail
cd "$(dirname "$0")/.."

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
