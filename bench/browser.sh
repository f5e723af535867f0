#!/usr/bin/env bash
# What the pages cost in a browser, with a fresh server on the same machine; figures go to
# bench/results/browser-<date>.md.
# usage: bench/browser.sh [kiosk minutes, 2; 10 and more for a slope]; needs node and Chromium
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/bench/servers.sh"
out="$root/bench/results/browser-$(date +%Y-%m-%d).md"
port=$((17600 + RANDOM % 100))
data="$work/browser"
mkdir -p "$data"
start_server muninn "$data" "$port"
{
    echo "# Pages in a browser, $(date +%Y-%m-%d)"
    echo
    echo "Taken by \`bench/browser.sh ${*:-}\` on $(machine), in headless Chromium with software raster;"
    echo "server, feeder and browser share the machine."
    node "$root/ui/budget/measure.mjs" "http://127.0.0.1:$port" "${1:-2}"
} | tee "$out.new"
mv "$out.new" "$out"
kill "$pid"
wait "$pid" 2>/dev/null || true
echo "written to ${out#"$root"/}"
