#!/usr/bin/env bash
# The queries of dashboards over the same 24 h of data in Muninn, Prometheus and VictoriaMetrics,
# asked in turn in one run; figures go to bench/results/query-<date>.md.
# usage: MUNINN_PEERS=DIR bench/query.sh [series] [hours] [repeats]     needs ./muninn built once
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/bench/servers.sh"
series=${1:-18000}
hours=${2:-24}
repeats=${3:-15}
out="$root/bench/results/query-$(date +%Y-%m-%d).md"
samples=120
rounds=$((hours * 3600 / 15 / samples))
arguments=()
port=17400
for server in muninn ${prometheus:+prometheus} ${victoria:+victoria-metrics}; do
    port=$((port + 1))
    mkdir -p "$work/$server"
    start_server "$server" "$work/$server" "$port"
    echo "loading $series series, $hours h, into $server" >&2
    run_bench IngestLoad --write "http://127.0.0.1:$port/api/v1/write" --query "http://127.0.0.1:$port/api/v1/query" \
        --pid "$pid" --data "$work/$server" --series "$series" --rounds "$rounds" \
        --samples-per-request "$samples" --series-per-request 500 --run query >&2
    arguments+=("$server=http://127.0.0.1:$port=$pid")
done
{
    echo "# Dashboard queries, $(date +%Y-%m-%d)"
    echo
    echo "Taken by \`bench/query.sh $series $hours $repeats\` on $(machine)."
    echo "$series series, $hours h at 15 s, 240 points a query; result caches off (\`nocache\`, shifted ranges);"
    echo "CPU is the server's own, by the kernel's clock of 10 ms, averaged over the repeats."
    echo
    run_bench QueryLoad "$hours" "$repeats" "${arguments[@]}"
} | tee "$out"
