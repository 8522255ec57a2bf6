#!/bin/sh
# What feeds, calendars, answers and the like cost per post, without the HTML: src/bench/publish/machines.sh [COMPONENTS INCIDENTS]
# Run `mvn test-compile` first. Measures against nothing but time: 40 ms is the budget with 500 components and 5,000 incidents.
set -eu
cd "$(dirname "$0")/../../.."
. src/main/dist/bin/jdk.sh 2>/dev/null || true
JAVA_HOME=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
mvn -q -B dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
classpath="target/classes:target/test-classes:$(cat target/bench.classpath)"
"$JAVA_HOME/bin/javac" -d target/bench -cp "$classpath" src/bench/publish/herald/publish/MachineViewsBench.java
exec "$JAVA_HOME/bin/java" -cp "target/bench:$classpath" herald.publish.MachineViewsBench "${1:-500}" "${2:-5000}"
