#!/bin/sh
# What feeds, calendars, answers and the like cost per post, without the HTML: src/bench/publish/machines.sh [COMPONENTS INCIDENTS]
# Run `mvn test-compile` first. Measures against nothing but time: 40 ms is the budget with 500 components and 5,000 incidents.
set -eu
cd "$(dirname "$0")/../../.."
for java_home in ${JAVA_HOME-} /usr/lib/jvm/*; do
  [ -x "$java_home/bin/javac" ] && "$java_home/bin/javac" --release 25 -version >/dev/null 2>&1 && break
done
mkdir -p target/bench
mvn -q -B dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
classpath="target/classes:target/test-classes:$(cat target/bench.classpath)"
"$java_home/bin/javac" -d target/bench -cp "$classpath" src/bench/publish/herald/publish/MachineViewsBench.java
exec "$java_home/bin/java" -cp "target/bench:$classpath" herald.publish.MachineViewsBench "${1:-500}" "${2:-5000}"
