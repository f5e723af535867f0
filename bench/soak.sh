#!/usr/bin/env bash
# A server under steady load for a while: 100,000 samples/s of 100,000 series, queries beside it.
# Figures each minute and their summary go to bench/results/soak-<date>.md.
# usage: bench/soak.sh [minutes] [step]
#   step: seconds that a second stands for. With 15, of 15 h of samples within an hour, blocks are cut
#   every 8 minutes and merged, and each is read for damage every 5.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/bench/servers.sh"
minutes=${1:-60}
step=${2:-15}
muninn_options="--set store.scrub-interval=5m"
out="$root/bench/results/soak-$(date +%Y-%m-%d).md"
port=17290
data="$work/soak"
mkdir -p "$data"
export MUNINN_JAVA_OPTS="-Xlog:safepoint:file=$work/stops.log::filecount=0 ${MUNINN_JAVA_OPTS:-}"
start_server muninn "$data" "$port"
{
    echo "# Soak, $(date +%Y-%m-%d)"
    echo
    echo "Taken by \`bench/soak.sh $minutes $step\` on $(machine)."
    echo "100,000 series, a sample of each of them every second, which stands for $step s; ten queries a second beside it; each"
    echo "block read for damage every 5 minutes."
    echo "Resident memory is RssAnon (heap, direct memory, the JVM) and RssFile (pages of mapped files, which the kernel takes back"
    echo "when it needs them); mapped is the address space of all mapped files, resident or not."
    echo
    echo "| minute | samples | late rounds | failed requests | queries, failed | slowest query ms | resident MB | of it the process's own | of it mapped files | heap after collection, now MB | direct MB | mapped MB | open files | threads | data MB |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
    run_bench SoakLoad --write "http://127.0.0.1:$port/api/v1/write" \
        --query "http://127.0.0.1:$port/api/v1/query" --pid "$pid" --data "$data" --minutes "$minutes" --step-seconds "$step"
    echo
    # "…, Total: 123456 ns": the time in which no Java code ran.
    awk '/Safepoint/ { for (i = 1; i < NF; i++) if ($i == "Total:") { n++; t = $(i + 1) / 1e6; sum += t; if (t > most) most = t } }
        END { printf "Stops of the JVM: %d, the longest %.1f ms, %.1f s in all.\n", n, most, sum / 1000 }' "$work/stops.log"
} | tee "$out"
kill "$pid"
wait "$pid" 2>/dev/null || true
echo "written to ${out#"$root"/}"
