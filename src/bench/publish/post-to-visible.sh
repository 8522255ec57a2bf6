#!/usr/bin/env bash
# From sending a post, and from the API's answer to it, to its words on `/` of the same node, over HTTP, against the bars of 50 ms
# (30 components, 200 incidents) and 250 ms (500 components, 5,000 incidents), p99. Server and reader have one core each. Needs
# `mvn -DskipTests package`.
#   post-to-visible.sh [ROUNDS]                                    default 3; medians
#   post-to-visible.sh COMPONENTS INCIDENTS POSTS PAUSE-MS         one size, once
set -eu
. "$(dirname "$0")/../serve/herald.sh"
trap 'end_herald; rm -rf "$work"' EXIT
java_home=$(for home in "${JAVA_HOME-}" /usr/lib/jvm/*; do grep -qs '^JAVA_VERSION="\(2[5-9]\|[3-9]\)' "$home/release" && echo "$home" && break; done)
"$java_home/bin/javac" -d "$work/classes" -cp "$HERALD_HOME/lib/*" "$root/src/bench/publish/PostToVisible.java"
bench() { "$@" "$java_home/bin/java" --enable-native-access=ALL-UNNAMED -Dlogger.levels.herald=WARN -cp "$work/classes:$HERALD_HOME/lib/herald.jar" PostToVisible "${words[@]}"; }

fill() { # COMPONENTS INCIDENTS
  words=(fill "$work/$1-$2" "$1" "$2")
  bench env -u HERALD_DATA_DIR -u MICRONAUT_SERVER_PORT
}

measure() { # COMPONENTS INCIDENTS POSTS PAUSE
  # From the same history each time: what one round posts must not lie on the page of the next.
  rm -rf "$work/round"
  cp -r "$work/$1-$2" "$work/round"
  export HERALD_DATA_DIR=$work/round
  start_herald taskset -c 0
  await /api/v2/status.json
  sleep 5
  words=(measure "http://127.0.0.1:$PORT" "$3" "$4")
  bench taskset -c 1 >>"$work/times-$1-$2"
  end_herald
}

tell() { # COMPONENTS INCIDENTS
  column() { awk "{print \$$1}" "$work/times-$sizes" | median; }
  sizes=$1-$2
  echo "| $1 components, $2 incidents | $(column 1) | $(column 2) | $(column 3) | $(column 5) | $(column 6) | $(column 7) | $(column 4) |"
}

echo "load $(cut -d' ' -f1-3 /proc/loadavg)"
if [ $# -eq 4 ]; then
  fill "$1" "$2"
  measure "$@"
else
  fill 30 200
  fill 500 5000
  for ((round = 0; round < ${1:-3}; round++)); do
    measure 30 200 200 400
    measure 500 5000 80 1000
  done
fi
echo
echo '| post to visible, ms | p50 | p99 | worst | API answered, p50 | visible after that, p50 | p99 | posts |'
echo '|---|---|---|---|---|---|---|---|'
for file in "$work"/times-*; do
  size=${file##*times-}
  tell "${size%-*}" "${size#*-}"
done
