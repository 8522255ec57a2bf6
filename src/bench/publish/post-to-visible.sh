#!/usr/bin/env bash
# From sending a post to its words on `/` of the same node, over HTTP, against the bars of 50 ms (30 components, 200 incidents) and
# 250 ms (500 components, 5,000 incidents), p99. Needs `mvn -DskipTests package`.
set -euo pipefail
cd "$(dirname "$0")/../../.."
java_home=$(for home in "${JAVA_HOME-}" /usr/lib/jvm/*; do grep -qs '^JAVA_VERSION="\(2[5-9]\|[3-9]\)' "$home/release" && echo "$home" && break; done)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$java_home/bin/javac" -d "$out" -cp "target/herald/lib/*" src/bench/publish/PostToVisible.java
run() { "$java_home/bin/java" -Xmx2g ${BENCH_OPTS-} --enable-native-access=ALL-UNNAMED -Dlogger.levels.herald=WARN -cp "$out:target/herald/lib/herald.jar" PostToVisible "$@"; }
if [ $# -gt 0 ]; then run "$@"; exit; fi
echo "load before: $(cut -d' ' -f1-3 /proc/loadavg)"
run 30 200 280 400
run 500 5000 160 1500
