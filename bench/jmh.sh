#!/usr/bin/env bash
# Benchmarks inside one JVM; figures go to bench/results/jmh-<date>.md.
# usage: bench/jmh.sh [pattern [JMH options…]]; pattern: all of ingest
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/bench/servers.sh"
pattern=${1:-dev.muninn.bench.ingest}
shift $(($# > 0))
# The libraries of JMH are no part of the distribution.
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
for jar in "$repository"/org/openjdk/jmh/jmh-core/*/*.jar "$repository"/net/sf/jopt-simple/jopt-simple/*/*.jar \
    "$repository"/org/apache/commons/commons-math3/*/*.jar; do
    classpath=$classpath:$jar
done
out="$root/bench/results/jmh-$(date +%Y-%m-%d).md"
"$java" -Xmx4g -cp "$classpath" --enable-native-access=ALL-UNNAMED org.openjdk.jmh.Main "$pattern" \
    -jvmArgs "-Xmx4g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
    -rf csv -rff "$work/figures.csv" "$@"
[ -e "$out" ] || {
    echo "# Benchmarks inside one JVM, $(date +%Y-%m-%d)"
    echo
    echo "Taken by \`bench/jmh.sh\` with $("$java" -version 2>&1 | sed -n 2p)."
} >"$out"
{
    echo
    echo "Pattern \`$pattern\`, $(machine)."
    echo
    # Columns: benchmark, mode, threads, samples, score, error, unit, parameters.
    sed 's/"//g' "$work/figures.csv" | awk -F, '
        NR == 1 { print "| benchmark | parameters | score | ± | unit |"; print "|---|---|---|---|---|"; next }
        { sub(/.*bench\./, "", $1); p = ""; for (i = 8; i <= NF; i++) p = p " " $i
          printf "| %s |%s | %.1f | %.1f | %s |\n", $1, p, $5, $6, $7 }'
} >>"$out"
echo "written to ${out#"$root"/}"
