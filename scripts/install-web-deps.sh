#!/usr/bin/env bash
# Installs what the workspace pages are built with: esbuild, the TypeScript compiler and Node through apt, and Preact's ES
# module, pinned by hash, from a wheel into Web/vendor. Only what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
command -v node >/dev/null || missing+=(nodejs)
command -v esbuild >/dev/null || missing+=(esbuild)
command -v tsc >/dev/null || missing+=(node-typescript)
if [ "${#missing[@]}" -gt 0 ]; then
    command -v apt-get >/dev/null || {
        echo "Needed to build the workspace pages: node 18 or newer, esbuild 0.17 or newer, tsc 4.8 or newer" >&2
        exit 1
    }
    scripts/apt-install.sh "${missing[@]}"
fi

module=Web/vendor/preact.mjs
[ ! -s "$module" ] || exit 0
command -v python3 >/dev/null || scripts/apt-install.sh python3
python3 -c 'import ensurepip, venv' 2>/dev/null || scripts/apt-install.sh python3-venv

echo "Fetching Preact …"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
cat >"$work/requirements.txt" <<'END'
datasette-preact==0.0.1 --hash=sha256:6cfe3b4d4651ffa4ec9207e3df40e49ea5e157d9b064ac02fd516d931cd52a58
END
"$work/venv/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
    --require-hashes --requirement "$work/requirements.txt" --dest "$work"
mkdir -p Web/vendor
python3 - "$work"/*.whl "$module" <<'END'
import sys, zipfile
wheel, module = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    script = archive.read("datasette_preact/static/preact-10.27.2-htm-3.1.1.min.js")
with open(module, "wb") as file:
    file.write(script)
END
