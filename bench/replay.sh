#!/usr/bin/env bash
# Viewers of dashboards that refresh every 10 s, while samples come in: the share of points that the
# result cache has, and waiting times; and four readers beside 50,000 samples a second. Figures go to
# bench/results/replay-<date>.md.
# usage: bench/replay.sh [viewers] [seconds]
#   QUERY_BENCH_DATA as for bench/query.sh; the readers need the 24 h that it loads there.
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
if [ -e "$kept/muninn.loaded" ]; then
    cp -r "$kept/muninn" "$work/readers"
    start_server muninn "$work/readers" 17482
    {
        echo
        echo "## Four readers of 24 h, 50,000 samples a second coming in"
        echo
        echo "Asked anew: result cache off, each range a second later. As dashboards do: ranges of whole steps, cache on."
        echo
        run_bench ReadersLoad "$(cat "$kept/end")" "$((seconds / 5))" 50000 "muninn=http://127.0.0.1:17482=$pid"
    } | tee -a "$out"
    kill "$pid"
    wait "$pid" || true
fi
echo "written to ${out#"$root"/}"
