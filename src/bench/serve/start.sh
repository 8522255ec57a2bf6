#!/usr/bin/env bash
# From the start without a database to the first byte of a page, with and without the AOT cache that bin/aot-cache makes. The page comes
# from the snapshot that an earlier run has left; the database's port is closed.
#   start.sh [ROUNDS]       default 5; medians
set -eu
rounds=${1:-5}
. "$(dirname "$0")/herald.sh"
trap 'end_herald; rm -rf "$work"' EXIT

start_herald
await /api/v2/status.json
fill_page
end_herald

export DATASOURCES_DEFAULT_URL=jdbc:mysql://127.0.0.1:1/nothing DATASOURCES_DEFAULT_USERNAME=herald DATASOURCES_DEFAULT_PASSWORD=herald
cache=$HERALD_HOME/lib/herald.aot
[ -s "$cache" ] || AOT_PORT=$((PORT + 1)) "$HERALD_HOME/bin/aot-cache"

first_byte() {
  local begun
  begun=$(date +%s%N)
  start_herald
  until curl -sf -m 2 -o /dev/null "http://127.0.0.1:$PORT/"; do sleep 0.01; done
  echo $((($(date +%s%N) - begun) / 1000000))
  end_herald
}

for ((round = 0; round < rounds; round++)); do
  first_byte >>"$work/with"
  JAVA_OPTS=-XX:AOTMode=off first_byte >>"$work/without"
done
echo "load $(cut -d' ' -f1-3 /proc/loadavg); $rounds rounds, $(nproc) cores"
echo
echo '| start without the database to the first byte of / | ms |'
echo '|---|---|'
echo "| with the AOT cache | $(median <"$work/with") |"
echo "| without | $(median <"$work/without") |"
