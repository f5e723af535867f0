#!/usr/bin/env bash
# The queries of dashboards over the same data in Muninn, Prometheus and VictoriaMetrics, asked in
# turn in one run: 24 h at 15 s and 30 d at 60 s; figures go to bench/results/query-<date>.md.
# usage: MUNINN_PEERS=DIR bench/query.sh [series] [rounds] [spans]
#   spans is any of "24h 30d". QUERY_BENCH_DATA names a folder that keeps the loaded data, so that
#   further runs need not load it again.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/bench/servers.sh"
series=${1:-18000}
rounds=${2:-7}
spans=${3:-24h 30d}
kept=${QUERY_BENCH_DATA:-$work}
out="$root/bench/results/query-$(date +%Y-%m-%d).md"
# As long as the others are told to keep.
muninn_options="--set store.retention.raw=10y"
names="muninn ${prometheus:+prometheus} ${victoria:+victoria-metrics}"
port=17400

# Loads server $1's folder $2 with $3 hours at $4 seconds, unless it has them; all have one end. Half an
# hour a request: of two connections one is ahead, and Prometheus takes nothing older than an hour.
load() {
    [ ! -e "$2.loaded" ] || return 0
    rm -rf "$2"
    mkdir -p "$2"
    port=$((port + 1))
    start_server "$1" "$2" "$port"
    echo "loading $series series, $3 h at $4 s, into $1" >&2
    run_bench IngestLoad --write "http://127.0.0.1:$port/api/v1/write" --query "http://127.0.0.1:$port/api/v1/query" \
        --pid "$pid" --data "$2" --series "$series" --rounds $(($3 * 2)) --step-ms "${4}000" \
        --end-ms "$(cat "$folder/end")000" --samples-per-request $((1800 / $4)) --series-per-request 500 --run query >&2
    kill "$pid"
    wait "$pid" || true
    touch "$2.loaded"
}

{
    echo "# Dashboard queries, $(date +%Y-%m-%d)"
    echo
    echo "Taken by \`bench/query.sh $series $rounds \"$spans\"\` on $(machine)."
    echo "240 points a query; result caches off (\`nocache=1\`, ranges shifted by a second from one to the"
    echo "next). Before, each query is asked of Muninn 25 times and for 5 s, of the others, which are"
    echo "compiled ahead, 3 times. CPU is the server's own, user and system, per query."
} >"$out"
for span in $spans; do
    case $span in
        24h) hours=24 step=15 window=5m ;;
        30d) hours=720 step=60 window=3h ;;
    esac
    folder="$kept/$span-$series"
    mkdir -p "$folder"
    [ -e "$folder/end" ] || date +%s >"$folder/end"
    arguments=()
    pids=()
    for server in $names; do
        load "$server" "$folder/$server" "$hours" "$step"
        port=$((port + 1))
        start_server "$server" "$folder/$server" "$port"
        pids+=("$pid")
        arguments+=("$server=http://127.0.0.1:$port=$pid")
    done
    {
        echo
        echo "## $span at $step s, $series series, rates over $window"
        echo
        run_bench QueryLoad "$hours" "$(cat "$folder/end")" "$window" "$rounds" "${arguments[@]}"
    } | tee -a "$out"
    kill "${pids[@]}"
    wait "${pids[@]}" || true
done
echo "written to ${out#"$root"/}"
