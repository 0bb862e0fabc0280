#!/usr/bin/env bash
# Makes .build-docs with the pinned Markdown parser that turns the documents into pages, unless it stands already.
set -euo pipefail
cd "$(dirname "$0")/.."

package=markdown-it-py==4.3.0
[ "$(cat .build-docs/package 2>/dev/null)" != "$package" ] || exit 0
python3 -c 'import ensurepip, venv' 2>/dev/null || scripts/apt-install.sh python3 python3-venv

echo "Installing $package …"
python3 -m venv --clear .build-docs
.build-docs/bin/python -m pip install --quiet --disable-pip-version-check "$package"
echo "$package" > .build-docs/package
