#!/usr/bin/env bash
# Requests a second and p99 at 256 connections, and the processor time each request costs: Herald's page, its summary.json and its 304s, against Debian's nginx (gzip_static) that
# serves the very same bytes from files. Server and wrk have one core each; rounds take turns; the table shows medians. Where other work
# runs on the machine the last ratio (of processor times) is the one to trust: a server that is full answers 1/µs requests.
#   nginx.sh [ROUNDS [SECONDS]]       default 3 rounds of 8 seconds
set -eu
rounds=${1:-3} seconds=${2:-8}
. "$(dirname "$0")/herald.sh"
nginx_port=$((PORT + 1))
nginx=
trap '[ -z "$nginx" ] || kill "$nginx"; end_herald; rm -rf "$work"' EXIT

start_herald taskset -c 0
await /api/v2/status.json
fill_page

# The bytes as Herald sends them, so that both have the same to carry.
mkdir -p "$work/www/api/v2"
curl -s "http://127.0.0.1:$PORT/" -o "$work/www/index.html"
curl -s -H 'Accept-Encoding: gzip' "http://127.0.0.1:$PORT/" -o "$work/www/index.html.gz"
curl -s "http://127.0.0.1:$PORT/api/v2/summary.json" -o "$work/www/api/v2/summary.json"
curl -s -H 'Accept-Encoding: gzip' "http://127.0.0.1:$PORT/api/v2/summary.json" -o "$work/www/api/v2/summary.json.gz"
cat >"$work/nginx.conf" <<CONF
daemon off; worker_processes 1; pid $work/nginx.pid; error_log $work/nginx.log;
events { worker_connections 4096; }
http {
  include /etc/nginx/mime.types; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_timeout 65; keepalive_requests 1000000000;
  types_hash_max_size 2048; access_log off; gzip_static on; ${NGINX_MORE-}
  server { listen 127.0.0.1:$nginx_port backlog=1024; root $work/www; charset utf-8;
    add_header Cache-Control "public, max-age=0, s-maxage=10, stale-while-revalidate=20, stale-if-error=86400"; }
}
CONF
chmod -R a+rX "$work"
taskset -c 0 nginx -c "$work/nginx.conf" &
nginx=$!
sleep 0.5
worker=$(cat "/proc/$nginx/task/$nginx/children")
worker=${worker%% *}

etag() { curl -sI -H "Accept-Encoding: $3" "http://127.0.0.1:$1$2" | tr -d '\r' | sed -n 's/^[Ee][Tt][Aa][Gg]: //p'; }

# Ticks of the processor that process $1 has used, all its threads together.
ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{print $12 + $13}'; }

# run PID PORT PATH CODING CONDITIONAL SECONDS: requests a second, p99 in milliseconds, processor microseconds a request
run() {
  local pid=$1 more=() before
  shift
  [ "$4" = no ] || more=(-H "If-None-Match: $(etag "$1" "$2" "$3")")
  before=$(ticks "$pid")
  taskset -c 1 wrk -t1 -c256 -d"$5" --latency --timeout 5 -H "Accept-Encoding: $3" ${more[@]+"${more[@]}"} \
    "http://127.0.0.1:$1$2" >"$work/wrk"
  awk -v used=$(($(ticks "$pid") - before)) -v hertz="$(getconf CLK_TCK)" '/Requests\/sec/ {rate=$2}
    /requests in/ {count=$1}
    $1 == "99%" {p99=$2; if (p99 ~ /us$/) p99=p99/1000; else if (p99 ~ /ms$/) p99+=0; else p99=p99*1000}
    /Socket errors|Non-2xx/ {bad=bad " " $0}
    END {printf "%.0f %.2f %.2f%s\n", rate, p99, used * 1e6 / hertz / count, bad}' "$work/wrk"
}

cases=('/ gzip no' '/ identity no' '/api/v2/summary.json gzip no' '/api/v2/summary.json identity no' '/ gzip yes' '/api/v2/summary.json gzip yes')
for case in "${cases[@]}"; do
  read -r path coding conditional <<<"$case"
  run "$herald" "$PORT" "$path" "$coding" "$conditional" "${WARM_UP:-6}" >/dev/null
done
for ((round = 0; round < rounds; round++)); do
  for i in "${!cases[@]}"; do
    read -r path coding conditional <<<"${cases[$i]}"
    for who in herald nginx; do
      pid=$herald port=$PORT
      [ $who = herald ] || pid=$worker port=$nginx_port
      run "$pid" "$port" "$path" "$coding" "$conditional" "$seconds" >>"$work/$i.$who"
    done
  done
done

grep -h -E 'errors|Non-2xx' "$work"/[0-9].* || :
printf '%s; load %s; %s rounds of %s s; / is %s bytes, %s gzipped\n\n' "$(nginx -v 2>&1)" "$(cut -d' ' -f1-3 /proc/loadavg)" "$rounds" \
  "$seconds" "$(wc -c <"$work/www/index.html")" "$(wc -c <"$work/www/index.html.gz")"
echo '| what | Herald/s | nginx/s | ratio | Herald p99 ms | nginx p99 ms | ratio | Herald µs each | nginx µs each | ratio |'
echo '|---|---|---|---|---|---|---|---|---|---|'
for i in "${!cases[@]}"; do
  read -r path coding conditional <<<"${cases[$i]}"
  a=$(cut -d' ' -f1 "$work/$i.herald" | median) b=$(cut -d' ' -f1 "$work/$i.nginx" | median)
  # Each round's own ratio: what else runs on the machine changes from round to round.
  r=$(paste -d' ' "$work/$i.herald" "$work/$i.nginx" | awk '{print $1 / $4}' | median)
  p=$(cut -d' ' -f2 "$work/$i.herald" | median) q=$(cut -d' ' -f2 "$work/$i.nginx" | median)
  c=$(cut -d' ' -f3 "$work/$i.herald" | median) d=$(cut -d' ' -f3 "$work/$i.nginx" | median)
  what="$path $coding"
  [ "$conditional" = no ] || what="$path 304"
  awk -v w="$what" -v a="$a" -v b="$b" -v r="$r" -v p="$p" -v q="$q" -v c="$c" -v d="$d" \
    'BEGIN {printf "| %s | %d | %d | %.2f | %.2f | %.2f | %.2f | %.1f | %.1f | %.2f |\n", w, a, b, r, p, q, p / q, c, d, d / c}'
done
