#!/bin/sh
# Measures start and idle memory of the packaged server:
#   bench/start.sh [RUNS] [SECONDS_OF_IDLENESS]
# writes bench/results/start-<date>.md.
set -eu
cd "$(dirname "$0")/.."
./muninn version >/dev/null
runs=${1:-10}
load=$(cut -d ' ' -f 1 /proc/loadavg)
idle=${2:-60}
launcher=$(ls -d server/target/muninn-*/bin/muninn | tail -n 1)
work=$(mktemp -d)
pid=
cleanup() {
    [ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

now_ms() {
    date +%s%3N
}

# Starts a server on the data folder $1; sets pid, took (ms until /-/ready answered 200) and said.
start_server() {
    : >"$work/log"
    began=$(now_ms)
    "$launcher" serve --data "$1" --listen 127.0.0.1:0 >"$work/log" 2>&1 &
    pid=$!
    address=
    while [ -z "$address" ]; do
        kill -0 "$pid" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
        address=$(sed -n 's/.*ready at \(http:[^ ]*\) .*/\1/p' "$work/log" | head -n 1)
        [ -n "$address" ] || sleep 0.01
    done
    until curl -fsS -o /dev/null "$address/-/ready" 2>/dev/null; do
        sleep 0.01
    done
    took=$(($(now_ms) - began))
    said=$(sed -n 's/.* in \([0-9.]*\) s:.*/\1/p' "$work/log" | head -n 1)
}

stop_server() {
    began=$(now_ms)
    kill "$pid"
    wait "$pid" || true
    stopped=$(($(now_ms) - began))
    pid=
}

kib() {
    sed -n "s/^$1:[^0-9]*\([0-9]*\) kB/\1/p" "/proc/$pid/$2"
}

# User and system time so far in hundredths of a second; the command's name is cut off first.
cpu_ticks() {
    sed 's/.*) //' "/proc/$pid/stat" | awk '{ print $12 + $13 }'
}

# Prints "median (least to most)" of the numbers in the file $1.
spread() {
    sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] " (" v[1] " to " v[NR] ")" }'
}

for state in fresh history; do
    run=0
    while [ "$run" -lt "$runs" ]; do
        run=$((run + 1))
        [ "$state" = history ] || rm -rf "$work/data"
        start_server "$work/data"
        echo "$took" >>"$work/$state"
        echo "$said" >>"$work/$state-said"
        [ "$state" = fresh ] || [ "$run" -lt "$runs" ] || break
        sleep 2
        stop_server
        echo "$stopped" >>"$work/$state-stop"
        echo "$state run $run: ready after $took ms" >&2
    done
done

echo "idle for $idle s, nobody looking" >&2
before=$(cpu_ticks)
sleep "$idle"
after=$(cpu_ticks)
rss=$(kib VmRSS status)
peak=$(kib VmHWM status)
anonymous=$(kib Anonymous smaps_rollup)
threads=$(sed -n 's/^Threads:[^0-9]*//p' "/proc/$pid/status")
cpu=$(awk "BEGIN { printf \"%.1f\", ($after - $before) / $idle }")

mkdir -p bench/results
report="bench/results/start-$(date +%F).md"
cat >"$report" <<REPORT
# Start and idle memory, $(date +%F)

Taken by \`bench/start.sh $runs $idle\` with the packaged distribution on $(nproc) cores
($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)),
$(awk '/MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GiB of memory, Linux $(uname -r | cut -d - -f 1),
Java $("$launcher" version | sed -n 's/^Java \([^ ]*\).*/\1/p').

Start is the time from the launcher script's start to the first 200 from \`/-/ready\`, as seen from
outside; median (least to most) of $runs starts. The server collects this machine's figures and its
own once a second meanwhile. Load of the machine just before: $load.

| figure | value |
|---|---|
| start on an empty folder | $(spread "$work/fresh") ms |
| start on a folder with history, after an orderly stop | $(spread "$work/history") ms |
| start as the server's own ready line tells it, empty folder | $(spread "$work/fresh-said") s |
| stop by SIGTERM | $(spread "$work/fresh-stop") ms |
| resident memory after $idle s of idleness | $((rss / 1024)) MiB |
| of it anonymous, that is not shared files | $((anonymous / 1024)) MiB |
| most resident memory so far | $((peak / 1024)) MiB |
| CPU while idle, of one core | $cpu % |
| threads of the operating system | $threads |
REPORT
cat "$report"
