#!/usr/bin/env bash
# Ingest over HTTP: the same seeded load against Muninn, Prometheus and VictoriaMetrics in one
# interleaved run; figures go to bench/results/ingest-<date>.md.
# usage: MUNINN_PEERS=DIR bench/ingest.sh [repeats]
# MUNINN_PEERS=/nowhere leaves the peers out, shapes="live live-2.0" all but the shapes named.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/bench/servers.sh"
repeats=${1:-3}
out="$root/bench/results/ingest-$(date +%Y-%m-%d).md"
{
    echo "# Ingest over HTTP, $(date +%Y-%m-%d)"
    echo
    echo "Taken by \`bench/ingest.sh $repeats\` on $(machine)."
    echo "CPU is the server's own (user and system), without the sender's. Remote write 1.0 but where named, 2,000 series"
    echo "a request, two connections; Muninn acknowledges after the disk has it, the others do not wait for it."
    echo "Every server is sent 100,000 other series of the same shape first; \"cold\" is what they cost, from the"
    echo "first request after the start on. OTLP has job and instance, cluster, region, namespace and pod in its resources,"
    echo "start times for a third of its series, and is sent as libraries do, or compressed as the collector does."
    echo "Live: 4 and 10 million samples, back-fill: 6 and 12, new series: 4 and 3."
    echo
    echo "| shape | server | run | samples | seconds | cold CPU s per million | CPU s per million | peak RSS MB | bytes/sample on disk | bytes written/sample | failed | found by query |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|---|"
} >"$out"
port=17300
for repeat in $(seq "$repeats"); do
    for shape in "live 100000 40 100 1 ONE" "live-2.0 100000 40 100 1 TWO" "live-otlp 100000 40 100 1 OTLP" \
        "live-otlp-gzip 100000 40 100 1 OTLP_GZIP" "back-fill 100000 3 6 20 ONE" "new-series 1000000 40 3 1 ONE"; do
        read -r name series warm_up rounds samples protocol <<<"$shape"
        path=/api/v1/write
        [[ $protocol != OTLP* ]] || path=/v1/metrics
        [[ -z ${shapes:-} || " $shapes " == *" $name "* ]] || continue
        for server in muninn ${prometheus:+prometheus} ${victoria:+victoria-metrics}; do
            # Only what all of them take by default is compared.
            [ "$protocol" = ONE ] || [ "$server" = muninn ] || continue
            port=$((port + 1))
            data="$work/$server-$name-$repeat"
            mkdir -p "$data"
            start_server "$server" "$data" "$port"
            line=$(run_bench IngestLoad \
                --write "http://127.0.0.1:$port$path" --query "http://127.0.0.1:$port/api/v1/query" \
                --pid "$pid" --data "$data" --series "$series" \
                --warm-up-rounds "$warm_up" --rounds "$rounds" --samples-per-request "$samples" --protocol "$protocol" \
                --run "$name$repeat")
            echo "| $name | $server | $repeat | ${line//$'\t'/ | } |" | tee -a "$out"
            kill "$pid"
            wait "$pid" 2>/dev/null || true
            rm -rf "$data"
        done
    done
done
echo "written to ${out#"$root"/}"
