#!/usr/bin/env bash
# Overload: sixteen connections of one source send as fast as they can, beside a sender that keeps to
# its rate; figures go to bench/results/overload-<date>.md.
# usage: bench/overload.sh [seconds]     needs ./muninn built once; 300 seconds by default
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/bench/servers.sh"
seconds=${1:-300}
out="$root/bench/results/overload-$(date +%Y-%m-%d).md"
{
    echo "# Overload, $(date +%Y-%m-%d)"
    echo
    echo "Taken by \`bench/overload.sh $seconds\` on $(machine). The noisy source may send"
    echo "200,000 samples a second (\`ingest.source-samples-per-second\`), the good one sends 2,000."
    echo
    echo "| noisy: taken | refused (429) | failed | good: taken | refused | failed | p99 ms | RSS MB after a quarter | RSS MB at the end | recovery ms |"
    echo "|---|---|---|---|---|---|---|---|---|---|"
} >"$out"
muninn_options="--set ingest.source-samples-per-second=200000"
data="$work/overload"
mkdir -p "$data"
start_server muninn "$data" 17399
line=$(run_bench OverloadLoad --write http://127.0.0.1:17399/api/v1/write --pid "$pid" --seconds "$seconds")
echo "| ${line//$'\t'/ | } |" | tee -a "$out"
kill "$pid"
echo "written to ${out#"$root"/}"
