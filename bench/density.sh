#!/usr/bin/env bash
# What a sample of this machine's own metrics takes on disk, beside VictoriaMetrics: pages of a
# node_exporter taken every second are stored as if they had come every 15 s.
# usage: MUNINN_PEERS=DIR bench/density.sh [rounds]
# recording=DIR takes pages recorded before, and leaves new ones there.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/bench/servers.sh"
rounds=${1:-1440}
recording=${recording:-$work/recording}
out="$root/bench/results/density-$(date +%Y-%m-%d).md"
port=17330
if [ ! -d "$recording" ]; then
    exporter=$(find_peer prometheus-node-exporter || find_peer node_exporter || true)
    [ -n "$exporter" ] || { echo "no node_exporter in MUNINN_PEERS ($peers): install prometheus-node-exporter" >&2; exit 1; }
    "$exporter" --web.listen-address="127.0.0.1:$port" >"$work/exporter.log" 2>&1 &
    sleep 1
    echo "recording $rounds pages, one a second" >&2
    run_bench HostRecording --scrape "http://127.0.0.1:$port/metrics" --recording "$recording" --rounds "$rounds"
    kill $!
fi
{
    echo "# Bytes per sample of a real host, $(date +%Y-%m-%d)"
    echo
    echo "Taken by \`bench/density.sh $rounds\` on $(machine)."
    echo "Pages of node_exporter, one a second, stored as if they had come every 15 s; the same samples by remote"
    echo "write to each server, which is then told to write and merge all it has. Bytes are those of Muninn's blocks and log,"
    echo "and of VictoriaMetrics' whole folder; Muninn's database, which holds no samples, is not counted."
    echo
    echo "| server | series | samples | bytes | bytes/sample |"
    echo "|---|---|---|---|---|"
    for server in muninn ${victoria:+victoria-metrics}; do
        port=$((port + 1))
        data="$work/density-$server"
        mkdir -p "$data"
        url="http://127.0.0.1:$port"
        muninn_options="--set store.admin-api=true" start_server "$server" "$data" "$port"
        case $server in
            muninn)
                tidy="$url/api/v1/admin/store/flush,$url/api/v1/admin/store/compact"
                kept="$data/blocks,$data/wal"
                ;;
            *)
                tidy="$url/internal/force_flush,$url/internal/force_merge"
                kept=$data
                ;;
        esac
        run_bench HostDensity --server "$server" --recording "$recording" --write "$url/api/v1/write" --data "$kept" --tidy "$tidy"
        kill "$pid"
        wait "$pid" 2>/dev/null || true
    done
} | tee "$out"
echo "written to ${out#"$root"/}"
