#!/usr/bin/env bash
# Overload: sixteen connections of one source send five times what it may send and do not wait when they
# are told to, beside a sender that keeps to its rate; figures go to bench/results/overload-<date>.md.
# usage: bench/overload.sh [seconds]     after half a minute that does not count; 300 seconds by default
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/bench/servers.sh"
seconds=${1:-300}
limit=200000
factor=5
out="$root/bench/results/overload-$(date +%Y-%m-%d).md"
{
    echo "# Overload, $(date +%Y-%m-%d)"
    echo
    echo "Taken by \`bench/overload.sh $seconds\` on $(machine). Each source may send $limit samples"
    echo "a second (\`ingest.source-samples-per-second\`); the noisy one offers $factor times that, the good one"
    echo "sends 2,000. Requests of the noisy one have 5,000 samples."
    echo
    echo "| noisy: offered/limit | taken | refused (429) | failed | good: taken | refused | failed | found by query % | p99 ms | RSS MB after a quarter | RSS MB at the end | recovery ms |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|---|"
} >"$out"
muninn_options="--set ingest.source-samples-per-second=$limit"
data="$work/overload"
mkdir -p "$data"
start_server muninn "$data" 17399
line=$(run_bench OverloadLoad --write http://127.0.0.1:17399/api/v1/write --pid "$pid" --seconds "$seconds" \
    --limit "$limit" --factor "$factor")
echo "| ${line//$'\t'/ | } |" | tee -a "$out"
kill "$pid"
echo "written to ${out#"$root"/}"
