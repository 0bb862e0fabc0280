#!/usr/bin/env bash
# Installs what the benchmark needs beside the build: nginx as the receiver, PostgreSQL and the Python packages of the
# assembled stack (a virtual environment in .build-bench), and only what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
[ -x /usr/sbin/nginx ] || command -v nginx >/dev/null || missing+=(nginx-light)
[ -n "$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" ] || missing+=(postgresql)
python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
if [ "${#missing[@]}" -gt 0 ]; then
    command -v apt-get >/dev/null || { echo "Missing: ${missing[*]}" >&2; exit 1; }
    # Neither must start a service of its own: the benchmark runs private ones.
    RUNLEVEL=1 scripts/apt-install.sh "${missing[@]}"
fi

requirements=Benchmarks/baseline/requirements.txt
environment=.build-bench/venv
cmp -s "$requirements" "$environment/requirements.txt" && exit 0
echo "Installing the Python packages of the assembled stack …"
python3 -m venv --clear "$environment"
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
cp "$requirements" "$environment/requirements.txt"
