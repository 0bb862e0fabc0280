#!/usr/bin/env bash
# Installs what the browser tests need beside the outside tests: Chromium with fonts (apt, only what is missing) and the
# pinned packages of Tests/Browser/requirements.txt, into the same .venv.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-test-deps.sh

if [ -z "${CHROMIUM:-}" ] && ! command -v chromium >/dev/null; then
    command -v apt-get >/dev/null || { echo "Needed for the browser tests: Chromium; name it in CHROMIUM" >&2; exit 1; }
    scripts/apt-install.sh chromium fonts-noto-core
fi

requirements=Tests/Browser/requirements.txt
stamp=.venv/browser-requirements.txt
cmp -s "$requirements" "$stamp" && exit 0
echo "Installing the Python packages of the browser tests …"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
cp "$requirements" "$stamp"
