#!/usr/bin/env bash
# Viewers of dashboards that refresh every 10 s, while samples come in: the share of points that the
# result cache has, and waiting times; and four readers beside 50,000 samples a second. Figures go to
# bench/results/replay-<date>.md.
# usage: bench/replay.sh [viewers] [seconds]
#   QUERY_BENCH_DATA as for bench/query.sh; the readers need the 24 h that it loads there, and ask
#   each server that has them.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/bench/servers.sh"
viewers=${1:-50}
seconds=${2:-300}
corpus="$root/../shared/conformance/corpus"
[ -d "$corpus" ] || corpus="$work"
out="$root/bench/results/replay-$(date +%Y-%m-%d).md"
{
    echo "# Dashboards with the result cache, and readers beside ingest, $(date +%Y-%m-%d)"
    echo
    echo "Taken by \`bench/replay.sh $viewers $seconds\` on $(machine)."
    echo
    echo "## $viewers viewers, refresh every 10 s, first look included"
    echo
} >"$out"
mkdir -p "$work/replay"
start_server muninn "$work/replay" 17481
curl -fs "http://127.0.0.1:17481/api/v1/query?query=1" >/dev/null
# An hour of history, so that dashboards have something to show at once.
run_bench IngestLoad --write http://127.0.0.1:17481/api/v1/write --query http://127.0.0.1:17481/api/v1/query \
    --pid "$pid" --data "$work/replay" --series 6000 --rounds 2 --samples-per-request 120 \
    --series-per-request 500 --run replay >&2
run_bench ReplayLoad "$corpus" "$viewers" "$seconds" "muninn=http://127.0.0.1:17481=$pid" | tee -a "$out"
kill "$pid"
wait "$pid" || true
kept=${QUERY_BENCH_DATA:-}/24h-18000
port=17482
readers() {
    echo
    echo "## Four readers of 24 h, 50,000 samples a second coming in"
    echo
    echo "Asked anew: result caches off, each range a second later. As dashboards do: ranges of whole steps, caches on."
    for server in muninn ${prometheus:+prometheus} ${victoria:+victoria-metrics}; do
        [ -e "$kept/$server.loaded" ] || continue
        cp -r "$kept/$server" "$work/readers-$server"
        port=$((port + 1))
        start_server "$server" "$work/readers-$server" "$port"
        echo
        echo "### $server"
        echo
        run_bench ReadersLoad "$(cat "$kept/end")" "$((seconds / 5))" 50000 "$server=http://127.0.0.1:$port=$pid"
        kill "$pid"
        wait "$pid" || true
    done
}
[ -z "${QUERY_BENCH_DATA:-}" ] || readers | tee -a "$out"
echo "written to ${out#"$root"/}"
