#!/usr/bin/env bash
# FAULTS C14: the disk that holds the snapshots is full. Readers get the newest page, staff and /health are told, the snapshots of
# before stay whole, and all heals by itself. Needs root: the disk is a tmpfs of its own mount namespace.
set -euo pipefail
if [ "${1-}" != inside ]; then
  exec unshare -m "$0" inside
fi
. "$(dirname "$0")/../../bench/serve/herald.sh"
trap 'end_herald; umount "$work/data/snapshots" 2>/dev/null || :; rm -rf "$work"' EXIT
fail() { echo "full-disk: $*" >&2; tail -n 20 "$work/log" >&2; exit 1; }
within() { local i; for ((i = 0; i < $1 * 5; i++)); do eval "$2" && return; sleep 0.2; done; fail "after $1 s still not: $2"; }
page_says() { curl -s "http://127.0.0.1:$PORT/" | grep "$1" >/dev/null; }
health_says() { curl -s "http://127.0.0.1:$PORT/health" | grep "$1" >/dev/null; }

mkdir -p "$work/data/snapshots"
mount -t tmpfs -o size=8m none "$work/data/snapshots"
start_herald env
await /api/v2/status.json
fill_page
within 20 '! health_says "cannot be written"'
# Every byte of it, also those the next files would take.
dd if=/dev/zero of="$work/data/snapshots/ballast" bs=4k 2>/dev/null || :
post_update full
within 10 'page_says "Word full"'
within 10 'health_says "cannot be written"'
[ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$PORT/health")" = 200 ] || fail "/health calls for a restart"
rm "$work/data/snapshots/ballast"
within 20 '! health_says "cannot be written"'
end_herald
# Without a database to ask: what was written after the disk had room again is what stands there.
export DATASOURCES_DEFAULT_URL=jdbc:mysql://127.0.0.1:9/nowhere DATASOURCES_DEFAULT_USERNAME=nobody DATASOURCES_DEFAULT_PASSWORD=none
start_herald env
await /api/v2/status.json
page_says "Word full" || fail "the restart shows an older page"
echo "full-disk: readers saw the newest page, /health said why the disk did not, and it healed"
