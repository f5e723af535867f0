#!/usr/bin/env bash
# Live views at scale: simulated viewers against a fresh server on the same machine; figures go to
# bench/results/live-<date>.md.
# usage: [TENTH=yes] bench/live.sh [steady] [crowd] [stalled] [restart] [events]
# With TENTH each scenario is held with a tenth of its viewers, to see that
# it runs, and written beside.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/bench/servers.sh"
scenarios=${*:-steady crowd stalled restart events}
out="$root/bench/results/live-$(date +%Y-%m-%d)${TENTH:+-tenth}.md"
share=${TENTH:+10}
share=${share:-1}
port=$((17400 + RANDOM % 100))
muninn_options="--set web.max-connections-per-address=30000 --set web.max-connections=30000 --set stream.max-connections=30000"
# Each viewer is a socket on either side; the soft limit is often lower than it has to be.
ulimit -n "$(ulimit -Hn)"
{
    echo "# Live views, $(date +%Y-%m-%d)"
    echo
    echo "Taken by \`bench/live.sh ${*:-}\` on $(machine); at most $(ulimit -n) open files a process."
    echo "Viewers, feeder and server share the machine; CPU and memory are the server's own. Ticks hold 20"
    echo "series. \"Late\" is from when a tick is due (its time and stream.lag and its view's phase) until a"
    echo "viewer has read it. RSS per viewer is what the server grew by since it had none: first with what its"
    echo "heap has grown by until its next collection, then, \"collected\", after one before and one behind."
} >"$out"

# A number of viewers as it is held here, as an argument and as words.
held() {
    echo $(($1 / share))
}

words() {
    held "$1" | sed -E ':a; s/^([0-9]+)([0-9]{3})/\1,\2/; ta'
}

live() { # title arguments…
    local title=$1
    shift
    port=$((port + 1))
    data="$work/live-$port"
    mkdir -p "$data"
    start_server muninn "$data" "$port"
    {
        echo
        echo "## $title"
        echo
        echo "| span | served | ticks | late p50 ms | p99 | max | lost | refused | connections lost | CPU cores | RSS MB | kB per viewer |"
        echo "|---|---|---|---|---|---|---|---|---|---|---|---|"
        run_bench LiveLoad --port "$port" --pid "$pid" "$@" | grep -v ready | sed 's/\t/ | /g; s/^/| /; s/$/ |/'
    } | tee -a "$out"
    curl -fs "http://127.0.0.1:$port/metrics" | grep -E '^muninn_live_(frames|skipped|snapshots|closes|amend|slow)' | grep -v ' 0$' |
        sed 's/^/    /; 1s/^/\n/' | tee -a "$out"
    kill "$pid"
    wait "$pid" 2>/dev/null || true
}

restart() {
    port=$((port + 1))
    data="$work/live-$port"
    mkdir -p "$data"
    start_server muninn "$data" "$port"
    run_bench LiveLoad --port "$port" --pid "$pid" --viewers "$(held 10000)" --restart true >"$work/restart.txt" 2>/dev/null &
    load=$!
    until grep -q ready "$work/restart.txt"; do sleep 0.5; done
    kill "$pid"
    wait "$pid" 2>/dev/null || true
    start_server muninn "$data" "$port"
    wait "$load"
    {
        echo
        echo "## Restart with $(words 10000) viewers: from the first connection lost to the last one served"
        echo
        grep -E '^restart' "$work/restart.txt" | sed 's/\t.*refused.*//; s/\t/: /; s/\t.*//; s/^/    /'
    } | tee -a "$out"
    kill "$pid"
    wait "$pid" 2>/dev/null || true
}

for scenario in $scenarios; do
    case $scenario in
        steady) live "$(words 10000) viewers of 200 views, a tick a second" --viewers "$(held 10000)" --views 200 ;;
        crowd) live "$(words 18000) viewers of 200 views, a tick every 5 s" --viewers "$(held 18000)" --views 200 --step-ms 5000 ;;
        stalled)
            live "$(words 10000) viewers, of whom $(words 1000) read nothing for a minute" \
                --viewers "$(held 10000)" --views 200 --stalled "$(held 1000)"
            ;;
        restart) restart ;;
        events)
            for viewers in 2000 10000; do
                live "$(words "$viewers") viewers by server-sent events, a tick a second" \
                    --viewers "$(held "$viewers")" --views 200 --form events
            done
            ;;
    esac
done
echo "written to ${out#"$root"/}"
