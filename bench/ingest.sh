#!/usr/bin/env bash
# Ingest over HTTP: the same seeded load against Muninn, Prometheus and VictoriaMetrics in one
# interleaved run; figures go to bench/results/ingest-<date>.md.
# usage: MUNINN_PEERS=DIR bench/ingest.sh [rounds]     needs ./muninn built once
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/tools/toolchain.sh"
java=$(find_java_home jdk)/bin/java
repeats=${1:-3}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
peers=${MUNINN_PEERS:-/usr}
find_peer() { for f in "$peers/$1" "$peers/usr/bin/$1" "$peers/bin/$1"; do [ -x "$f" ] && { echo "$f"; return; }; done; }
prometheus=$(find_peer prometheus || true)
victoria=$(find_peer victoria-metrics || true)
classpath="$(echo "$root"/bench/target/classes "$root"/testkit/target/classes "$root"/server/target/muninn-*/lib/* | tr ' ' ':')"
out="$root/bench/results/ingest-$(date +%Y-%m-%d).md"

start_server() { # name data port -> pid in $pid
    case $1 in
        muninn) "$root"/server/target/muninn-*/bin/muninn serve --data "$2" --listen "127.0.0.1:$3" \
            --set collect.host=false --set collect.self=false >"$2.log" 2>&1 & ;;
        prometheus) GOMAXPROCS=2 "$prometheus" --config.file="$work/prometheus.yml" --storage.tsdb.path="$2" \
            --web.enable-remote-write-receiver --web.listen-address="127.0.0.1:$3" \
            --query.max-samples=500000000 >"$2.log" 2>&1 & ;;
        victoria-metrics) "$victoria" -storageDataPath="$2" -httpListenAddr="127.0.0.1:$3" -retentionPeriod=10y \
            -search.maxUniqueTimeseries=3000000 -search.maxSeries=3000000 >"$2.log" 2>&1 & ;;
    esac
    pid=$!
    for _ in $(seq 300); do
        curl -fs "http://127.0.0.1:$3/api/v1/query?query=1" >/dev/null 2>&1 && return
        sleep 0.1
    done
    echo "$1 did not start:" >&2; tail "$2.log" >&2; exit 1
}
printf 'global: {}\nstorage:\n  tsdb:\n    out_of_order_time_window: 0s\n' >"$work/prometheus.yml"
{
    echo "# Ingest over HTTP, $(date +%Y-%m-%d)"
    echo
    echo "Taken by \`bench/ingest.sh $repeats\` on $(nproc) cores, $(awk '/MemTotal/{printf "%.0f", $2/1048576}' /proc/meminfo) GiB; load before: $(cut -d' ' -f1-3 /proc/loadavg)."
    echo "CPU is the server's own (user and system), without the sender's. Remote write 1.0, 2,000 series"
    echo "a request, two connections; Muninn acknowledges after the disk has it, the others do not wait for it."
    echo
    echo "| shape | server | run | samples | seconds | CPU s per million | peak RSS MB | bytes/sample on disk | bytes written/sample | failed | found by query |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|"
} >"$out"
port=17300
for repeat in $(seq "$repeats"); do
    for shape in "live 100000 20 1" "back-fill 100000 3 20" "new-series 1000000 3 1"; do
        read -r name series rounds samples <<<"$shape"
        for server in muninn ${prometheus:+prometheus} ${victoria:+victoria-metrics}; do
            port=$((port + 1))
            data="$work/$server-$name-$repeat"
            mkdir -p "$data"
            start_server "$server" "$data" "$port"
            # The launcher may have been replaced by the server itself: same process id.
            line=$("$java" -Xmx4g -cp "$classpath" --enable-native-access=ALL-UNNAMED dev.muninn.bench.load.IngestLoad \
                --write "http://127.0.0.1:$port/api/v1/write" --query "http://127.0.0.1:$port/api/v1/query" \
                --pid "$pid" --data "$data" --series "$series" --rounds "$rounds" --samples-per-request "$samples" --run "$name$repeat")
            echo "| $name | $server | $repeat | $(echo "$line" | sed 's/\t/ | /g') |" | tee -a "$out"
            kill "$pid"; wait "$pid" 2>/dev/null || true
            rm -rf "$data"
        done
    done
done
echo "written to ${out#"$root"/}"
