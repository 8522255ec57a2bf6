#!/usr/bin/env bash
# FAULTS C02: five hundred readers from the moment the port is open get a page and no error. FAULTS C11: where no file is left to open,
# those who are being served go on, nothing spins, and others are let in as soon as there is room. Needs wrk and prlimit.
set -euo pipefail
. "$(dirname "$0")/../../bench/serve/herald.sh"
trap 'end_herald; rm -rf "$work"' EXIT
fail() { echo "rush: $*" >&2; tail -n 20 "$work/log" >&2; exit 1; }
is_open() { (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; }
answers() { [ "$(curl -s -m 2 -o /dev/null -w '%{http_code}' "http://127.0.0.1:$PORT/")" = 200 ]; }
ticks() { awk '{print $14 + $15}' "/proc/$herald/stat"; }

start_herald env
await /api/v2/status.json
fill_page
end_herald

start_herald env
for _ in {1..2000}; do is_open && break; sleep 0.01; done
wrk -t1 -c500 -d8s --timeout 30s "http://127.0.0.1:$PORT/" >"$work/wrk"
grep -E 'Non-2xx|Socket errors' "$work/wrk" && fail "readers of a cold start got errors"
cold=$(awk '/Requests\/sec/ {print $2}' "$work/wrk")
end_herald

most=320
start_herald prlimit --nofile=$most:$most
await /api/v2/status.json
# Until all of it runs: what it opens for itself it opens once.
for _ in {1..60}; do post_update started && break; sleep 0.5; done
for _ in {1..100}; do curl -s "http://127.0.0.1:$PORT/" | grep 'Word started' >/dev/null && break; sleep 0.1; done
for _ in {1..100}; do curl -s "http://127.0.0.1:$PORT/social.png" | head -c 4 | grep -a PNG >/dev/null && break; sleep 0.1; done
for _ in {1..30}; do
  before=$(ticks)
  sleep 1
  [ $(($(ticks) - before)) -lt 15 ] && break
done
held=()
for ((i = 0; i < most; i++)); do
  { exec {fd}<>"/dev/tcp/127.0.0.1/$PORT"; } 2>/dev/null || break
  held+=("$fd")
done
[ ${#held[@]} -ge 150 ] || fail "only ${#held[@]} connections could be opened"
answers && fail "$most files were enough for ${#held[@]} connections; the drill tries nothing"
printf 'GET /api/v2/status.json HTTP/1.1\r\nHost: x\r\n\r\n' >&"${held[0]}"
read -r -t 5 line <&"${held[0]}" && [[ $line == *" 200 "* ]] || fail "one that was there before is no longer served"
before=$(ticks)
sleep 3
spent=$(($(ticks) - before))
[ "$spent" -lt 150 ] || fail "with no file left it spent $spent hundredths of three seconds on itself"
for fd in "${held[@]}"; do exec {fd}>&-; done
for ((i = 0; ; i++)); do
  answers && break
  [ "$i" -lt 20 ] || fail "it lets nobody in although there is room"
  sleep 0.25
done
echo "rush: $cold answers a second from a cold start without an error; ${#held[@]} connections took all files, $spent hundredths of a second went into refusing for three, and it let others in again"
