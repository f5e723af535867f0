#!/usr/bin/env bash
# Takes the pictures of the documentation again, all or those that are named: docs/images/NAME.png.
# Needs node and Chromium; runs a server on fresh data for some minutes.
# usage: tools/pictures.sh [NAME…]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$work"' EXIT
cat >"$work/alertmanager.yml" <<'ROUTES'
route: {receiver: shop, group_by: [alertname, service], group_wait: 0s, group_interval: 1s}
receivers: [{name: shop, console_configs: [{}]}]
ROUTES
"$root/muninn" version >/dev/null
port=$((17800 + RANDOM % 100))
"$root"/server/target/muninn-*/bin/muninn serve --data "$work/data" --listen "127.0.0.1:$port" \
    --set "alerting.config=$work/alertmanager.yml" >"$work/log" 2>&1 &
for _ in $(seq 300); do
    curl -fs "http://127.0.0.1:$port/-/ready" >/dev/null 2>&1 && break
    sleep 0.1
done
node "$root/ui/dev/docs-pictures.mjs" "http://127.0.0.1:$port" "$root/docs/images" "$@" || {
    tail "$work/log" >&2
    exit 1
}
