#!/usr/bin/env bash
# FAULTS C04: nginx as a CDN before Herald, with a rush of readers. Herald must see at most one request for an address in each
# lifetime of ten seconds, and with Herald dead every reader still gets the page. Needs nginx and wrk.
set -euo pipefail
. "$(dirname "$0")/../../bench/serve/herald.sh"
cdn_port=$((PORT + 1))
cdn=
trap '[ -z "$cdn" ] || kill "$cdn"; end_herald; rm -rf "$work"' EXIT
fail() { echo "cdn: $*" >&2; exit 1; }

start_herald env
await /api/v2/status.json
fill_page
cat >"$work/nginx.conf" <<CONF
daemon off; worker_processes 1; pid $work/nginx.pid; error_log $work/nginx.log;
events { worker_connections 2048; }
http {
  proxy_cache_path $work/cache keys_zone=pages:1m;
  # The answer to the reader who found it stale and the question to Herald in the background are two lines of one request.
  log_format origin '\$request_id';
  log_subrequest on;
  map \$upstream_addr \$asked { "" 0; default 1; }
  access_log $work/origin.log origin if=\$asked;
  server { listen 127.0.0.1:$cdn_port;
    location / {
      proxy_pass http://127.0.0.1:$PORT; proxy_http_version 1.1; proxy_set_header Host status.example.com; proxy_set_header Accept-Encoding gzip;
      proxy_cache pages; proxy_cache_key \$uri; proxy_cache_lock on; proxy_cache_background_update on;
      proxy_cache_use_stale updating error timeout http_502 http_503;
    } }
}
CONF
chmod -R a+rwX "$work"
nginx -c "$work/nginx.conf" &
cdn=$!
sleep 1
rush() { wrk -t1 -c64 -d"$1" "http://127.0.0.1:$cdn_port/" >"$work/wrk"; sed -n 's/^Requests.sec: *//p' "$work/wrk"; }

curl -s -o /dev/null "http://127.0.0.1:$cdn_port/"
: >"$work/origin.log"
rate=$(rush 25s)
asked=$(sort -u "$work/origin.log" | wc -l)
[ "$asked" -ge 1 ] && [ "$asked" -le 3 ] || fail "Herald was asked $asked times in 25 seconds"
! grep -q 'Non-2xx\|Socket errors' "$work/wrk" || { cat "$work/wrk"; fail "readers saw errors"; }
end_herald
sleep 11
dead=$(rush 5s)
! grep -q 'Non-2xx\|Socket errors' "$work/wrk" || { cat "$work/wrk"; fail "readers saw errors while Herald was dead"; }
curl -s "http://127.0.0.1:$cdn_port/" | gunzip | grep 'Messages arrive late' >/dev/null || fail "the page is gone with Herald"
echo "cdn: $rate requests a second, Herald was asked $asked times in 25 s; with Herald dead $dead a second, no error"
