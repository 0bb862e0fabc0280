#!/usr/bin/env bash
# Runs a command beside a PostgreSQL server of its own, which listens on a socket only and is gone afterwards. The command finds
# it in TEST_DATABASE_URL; where that is set already, nothing is started.
#   scripts/with-postgres.sh swift test
set -euo pipefail
[ -z "${TEST_DATABASE_URL:-}" ] || exec "$@"

initdb=$(find /usr/lib/postgresql/*/bin -name initdb 2>/dev/null | sort -V | tail -1)
[ -n "$initdb" ] || initdb=$(command -v initdb) || {
    echo "PostgreSQL 15 or newer is not installed: run scripts/install-test-deps.sh" >&2
    exit 1
}
pg_ctl=$(dirname "$initdb")/pg_ctl

folder=$(mktemp -d -p /tmp meshes-postgres.XXXXXX)
as=()
if [ "$(id -u)" = 0 ]; then
    # The server refuses to run as root.
    as=(runuser -u postgres --)
    chown postgres "$folder"
fi
trap '{ "${as[@]}" "$pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"; }' EXIT

(
    cd "$folder"
    "${as[@]}" "$initdb" -D data -U meshes -A trust -E UTF8 --locale C --no-sync >/dev/null
    # Fast, since nothing has to outlive the run; what has to be durable says so for itself.
    cat >>data/postgresql.conf <<SETTINGS
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 300
shared_buffers = 64MB
fsync = off
full_page_writes = off
synchronous_commit = off
max_wal_size = 2GB
autovacuum_naptime = 5s
SETTINGS
    "${as[@]}" "$pg_ctl" -D data -l "$folder/log" -w start >/dev/null || { cat "$folder/log" >&2; exit 1; }
)
export TEST_DATABASE_URL="postgresql://meshes@/postgres?host=$folder"
"$@"
