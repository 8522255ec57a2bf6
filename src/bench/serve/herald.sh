# For the other scripts here: starts a Herald of its own on loopback with 30 components and one open incident, and ends it.
# Sourced, not run. HERALD_HOME: an installation (default target/herald). PORT: where it listens (default 19110).
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
HERALD_HOME=${HERALD_HOME:-$root/target/herald}
PORT=${PORT:-19110}
KEY=bench-key-0123456789abcdef
work=$(mktemp -d)
herald=

[ -x "$HERALD_HOME/bin/herald" ] || { echo "build it first: mvn -DskipTests package" >&2; exit 1; }
for name in $(compgen -e | grep -E '^(HERALD_[A-Z]+_|MICRONAUT|DATASOURCES)' || :); do unset "$name"; done
export HERALD_HOST=127.0.0.1 MICRONAUT_SERVER_PORT=$PORT HERALD_DATA_DIR=$work/data HERALD_BASE_URL=http://127.0.0.1:$PORT
export HERALD_SETUP_API_KEY=$KEY HERALD_SETUP_EMAIL=bench@example.com HERALD_SETUP_PASSWORD='correct horse battery'

end_herald() {
  [ -z "$herald" ] || { kill "$herald" 2>/dev/null; wait "$herald" 2>/dev/null; herald=; } || :
}

# start_herald COMMAND...: COMMAND is put before it, such as taskset -c 0
start_herald() {
  "$@" "$HERALD_HOME/bin/herald" serve >"$work/log" 2>&1 &
  herald=$!
}

await() {
  local _
  for _ in {1..240}; do
    curl -sf -m 3 -o /dev/null "http://127.0.0.1:$PORT$1" && return
    kill -0 "$herald" 2>/dev/null || break
    sleep 0.25
  done
  cat "$work/log" >&2
  echo "Herald did not come up" >&2
  exit 1
}

v1() { # METHOD PATH JSON
  curl -sf -m 20 -X "$1" -H "Authorization: OAuth $KEY" -H 'Content-Type: application/json' "http://127.0.0.1:$PORT/v1/pages$2" -d "$3"
}

field() { sed 's/.*"'"$1"'":"\([^"]*\)".*/\1/'; }

# A page as in the issue: 30 components in groups, the sample's among them, and one open incident.
fill_page() {
  page=$(curl -sf -m 10 -H "Authorization: OAuth $KEY" "http://127.0.0.1:$PORT/v1/pages" | sed 's/^\[{"id":"\([^"]*\)".*/\1/')
  local have component i
  have=$(curl -sf -m 5 "http://127.0.0.1:$PORT/api/v2/components.json" | grep -o '"group":false' | wc -l)
  for ((i = have; i < 30; i++)); do
    component=$(v1 POST "/$page/components" "{\"component\":{\"name\":\"Component $i\",\"status\":\"operational\"}}" |
      sed 's/^{"id":"\([^"]*\)".*/\1/')
  done
  incident=$(v1 POST "/$page/incidents" "{\"incident\":{\"name\":\"Messages arrive late\",\"status\":\"investigating\",
    \"body\":\"Some messages arrive minutes late. We are looking for the cause.\",
    \"components\":{\"$component\":\"partial_outage\"}}}" | sed 's/^{"id":"\([^"]*\)".*/\1/')
  for _ in {1..100}; do
    curl -sf -m 5 "http://127.0.0.1:$PORT/" | grep 'Messages arrive late' >/dev/null && return
    sleep 0.1
  done
  echo "the incident does not show" >&2
  exit 1
}

post_update() {
  v1 PATCH "/$page/incidents/$incident" "{\"incident\":{\"status\":\"identified\",\"body\":\"Word $1 from the engine room.\"}}" >/dev/null
}

median() { sort -g | awk '{v[NR]=$1} END {print (NR % 2) ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2}'; }
