#!/usr/bin/env bash
# 10,000 open tabs from one client process on one Herald: how long after a post until they are told, what each costs in resident memory,
# and the page's p99 meanwhile against the same Herald without tabs.
#   viewers.sh [VIEWERS [POSTS]]       default 10000 tabs, 5 posts
set -eu
count=${1:-10000} posts=${2:-5}
. "$(dirname "$0")/herald.sh"
client=
trap '[ -z "$client" ] || kill "$client" 2>/dev/null || :; end_herald; rm -rf "$work"' EXIT
ulimit -n "$(ulimit -Hn)"
[ "$(ulimit -n)" = unlimited ] || [ "$(ulimit -n)" -gt $((count + 1000)) ] || { echo "needs ulimit -n $((count + 1000))" >&2; exit 1; }

# A heap that is resident from the start: what grows beside it is seen by the kernel, what grows in it by the JVM after a collection.
JAVA_OPTS="-Xms512m -Xmx512m -XX:+AlwaysPreTouch ${JAVA_OPTS-}" start_herald
await /api/v2/status.json
fill_page
java=$(tr '\0' '\n' <"/proc/$herald/cmdline" | head -1)

# In KiB: all but the heap, and what lives in the heap.
resident() {
  local jcmd=${java%/java}/jcmd heap
  "$jcmd" "$herald" GC.run >/dev/null
  heap=$("$jcmd" "$herald" GC.class_histogram | awk '/^Total/ {print int($3 / 1024)}')
  echo $(($(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$herald/status") + heap))
}
# 500 requests a second for $1 seconds, as a page that is asked for and not a server that is full: p99 in milliseconds
page_p99() {
  h2load --h1 -c 20 --rps 25 -D "$1" -H 'Accept-Encoding: gzip' --log-file="$work/page" "http://127.0.0.1:$PORT/" >/dev/null
  awk '{print $3 / 1000}' "$work/page" | sort -g | awk '{v[NR] = $1} END {printf "%.2f\n", v[int(NR * 0.99)]}'
}
wrk -t1 -c64 -d8 "http://127.0.0.1:$PORT/" >/dev/null
page_p99 5 >/dev/null
rm -f "$work/page"
quiet=$(page_p99 8)

before=$(resident)
mkfifo "$work/in" "$work/out"
"$java" "$(dirname "$0")/Viewers.java" "$PORT" "$count" <"$work/in" >"$work/out" &
client=$!
exec 3>"$work/in" 4<"$work/out"
read -r -t 240 ready <&4
[ "$ready" = ready ]
after=$(resident)

rm -f "$work/page"
page_p99 $((posts * 3)) >"$work/meanwhile" &
load=$!
for ((i = 0; i < posts; i++)); do
  echo >&3
  post_update "$i"
  read -r -t 20 line <&4
  echo "$line" >>"$work/told"
done
wait "$load"

echo "load $(cut -d' ' -f1-3 /proc/loadavg); $count tabs, $posts posts, $(nproc) cores; medians"
echo
echo '| what | value |'
echo '|---|---|'
echo "| told, of $count | $(cut -d' ' -f4 "$work/told" | median) |"
echo "| told p50 after the post was sent | $(cut -d' ' -f1 "$work/told" | median) ms |"
echo "| told p99 | $(cut -d' ' -f2 "$work/told" | median) ms |"
echo "| resident for each tab | $(((after - before) * 1024 / count)) bytes |"
echo "| page p99 quiet | $quiet ms |"
echo "| page p99 with tabs and posts | $(cat "$work/meanwhile") ms |"
