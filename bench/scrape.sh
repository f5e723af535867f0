#!/usr/bin/env bash
# Scraping: the same farm of targets scraped by Muninn and by Prometheus in turn; figures go to
# bench/results/scrape-<date>.md.
# usage: MUNINN_PEERS=DIR bench/scrape.sh [targets [series [seconds [interval [warm-up]]]]]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/bench/servers.sh"
targets=${1:-1000}
series=${2:-200}
seconds=${3:-60}
interval=${4:-5}
# Until series are known, code is compiled and files are as they will be; for both servers alike.
warm_up=${5:-60}
out="$root/bench/results/scrape-$(date +%Y-%m-%d).md"
"$java" -Xmx2g -cp "$classpath" dev.muninn.bench.load.ScrapeFarm 17500 "$targets" "$series" "$interval" "$work/farm.yml" &
until curl -fs http://127.0.0.1:17500/scrapes >/dev/null; do sleep 0.2; done
cp "$work/farm.yml" "$work/prometheus.yml"
{
    echo "# Scraping, $(date +%Y-%m-%d)"
    echo
    echo "Taken by \`bench/scrape.sh $targets $series $seconds $interval $warm_up\` on $(machine): $targets targets with $series"
    echo "series each, every $interval s. CPU is the server's own, after $warm_up s."
    echo
    echo "| server | run | scrapes | CPU s | CPU µs per sample | peak RSS MB |"
    echo "|---|---|---|---|---|---|"
} >"$out"
cpu_ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{print $12 + $13}'; }
muninn_options="--scrape-config $work/farm.yml"
port=17510
for run in 1 2; do
    for server in muninn ${prometheus:+prometheus}; do
        port=$((port + 1))
        mkdir -p "$work/$server-$run"
        start_server "$server" "$work/$server-$run" "$port"
        sleep "$warm_up"
        scrapes=$(curl -fs http://127.0.0.1:17500/scrapes)
        ticks=$(cpu_ticks "$pid")
        sleep "$seconds"
        scrapes=$(($(curl -fs http://127.0.0.1:17500/scrapes) - scrapes))
        ticks=$(($(cpu_ticks "$pid") - ticks))
        peak=$(awk '/VmHWM/{printf "%.0f", $2/1000}' "/proc/$pid/status")
        echo "| $server | $run | $scrapes | $(awk "BEGIN{printf \"%.2f\", $ticks/100}") | $(awk "BEGIN{printf \"%.2f\", $ticks*1e4/($scrapes*$series)}") | $peak |" | tee -a "$out"
        kill "$pid"
        wait "$pid" 2>/dev/null || true
    done
done
echo "written to ${out#"$root"/}"
