#!/usr/bin/env bash
# How small the store is and what reading it costs, without a server: a day of the mixed workload.
# usage: bench/store.sh [series]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/bench/servers.sh"
"$java" -Xmx2g -cp "$classpath" --enable-native-access=ALL-UNNAMED dev.muninn.bench.store.EngineFigures "${1:-10000}"
