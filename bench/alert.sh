#!/usr/bin/env bash
# Alerting beside Prometheus: rules at 15 s, accepted alerts with their durable write, and memory of
# many active alerts; figures go to bench/results/alert-<date>.md.
# usage: MUNINN_PEERS=DIR bench/alert.sh [rules] [seconds] [alerts]     needs ./muninn built once
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/bench/servers.sh"
rules=${1:-10000}
seconds=${2:-60}
alerts=${3:-100000}
out="$root/bench/results/alert-$(date +%Y-%m-%d).md"

# A rule file in which four of ten rules compare one series with a threshold, three compare ratios of
# rates, two record sums, and one always fires with a text.
rule_file() {
    python3 - "$rules" >"$work/rules.yml" <<'PY'
import sys
print("groups:")
for i in range(int(sys.argv[1])):
    if i % 100 == 0:
        print(f"- name: g{i // 100}\n  interval: 15s\n  rules:")
    k = i % 10
    if k < 4:
        print(f"  - alert: Threshold{i}\n    expr: up{{job=\"none{i % 100}\"}} > 5\n    for: 1m")
    elif k < 7:
        print(f"  - alert: Ratio{i}\n    expr: sum(rate(process_cpu_seconds_total[5m])) / sum(rate(process_cpu_seconds_total[5m])) > 2")
    elif k < 9:
        print(f"  - record: sum:rate{i}\n    expr: sum(rate(process_cpu_seconds_total[5m]))")
    else:
        print(f"  - alert: Always{i}\n    expr: vector({i})\n    annotations: {{summary: 'value {{{{ $value }}}}'}}")
PY
}

cpu_ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
memory_mb() { awk '/VmRSS/{printf "%.0f", $2 / 1024}' "/proc/$1/status"; }
counter() { curl -fs "http://127.0.0.1:$1/metrics" | awk -v n="$2" '$1 ~ "^" n {s += $2} END {printf "%.0f", s}'; }

rule_file
cat >"$work/alertmanager.yml" <<'YML'
route: {receiver: none, group_by: [group], group_wait: 1s, group_interval: 5s}
receivers: [{name: none}]
YML
printf 'global: {evaluation_interval: 15s}\nrule_files: [%s]\n' "$work/rules.yml" >"$work/prometheus.yml"

{
    echo "# Alerting, $(date +%Y-%m-%d)"
    echo
    echo "Taken by \`bench/alert.sh $rules $seconds $alerts\` on $(machine)."
    echo
    echo "## $rules rules at 15 s, $seconds s after a minute of warm-up"
    echo
    echo "| server | CPU s | memory MB | missed |"
    echo "|---|---|---|---|"
} >"$out"
muninn_options="--set rules.files=$work/rules.yml --set alerting.config=$work/alertmanager.yml"
for server in muninn ${prometheus:+prometheus}; do
    port=$((17600 + RANDOM % 300))
    start_server "$server" "$work/$server" "$port"
    sleep 60
    before=$(cpu_ticks "$pid")
    sleep "$seconds"
    spent=$(($(cpu_ticks "$pid") - before))
    missed=$(counter "$port" '(muninn|prometheus)_rule_group_iterations_missed_total')
    echo "| $server | $(awk "BEGIN{printf \"%.2f\", $spent / 100}") | $(memory_mb "$pid") | $missed |" >>"$out"
    kill "$pid"
    wait "$pid" || true
done

muninn_options="--set alerting.config=$work/alertmanager.yml"
port=$((17900 + RANDOM % 90))
start_server muninn "$work/alerts" "$port"
before=$(memory_mb "$pid")
python3 - "$port" "$alerts" >>"$out" <<'PY'
import http.client, json, sys, time
port, total = int(sys.argv[1]), int(sys.argv[2])
connection = http.client.HTTPConnection("127.0.0.1", port)
def post(alerts):
    start = time.monotonic()
    connection.request("POST", "/api/v2/alerts", json.dumps(alerts), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200, answer.status
    return (time.monotonic() - start) * 1000
one = lambda i: {"labels": {"alertname": f"A{i}", "group": str(i % 100), "instance": f"host-{i}"}, "endsAt": "2099-01-01T00:00:00Z"}
for i in range(200):
    post([one(-i)])
times = sorted(post([one(i)]) for i in range(500))
print(f"\n## One alert per request, answered after the durable write\n\np50 {times[250]:.1f} ms, p99 {times[495]:.1f} ms")
start = time.monotonic()
for i in range(500, total, 500):
    post([one(j) for j in range(i, min(i + 500, total))])
print(f"\n## {total} active alerts in 100 groups\n\naccepted within {time.monotonic() - start:.1f} s;", end=" ")
PY
sleep 10
echo "memory $before MB before, $(memory_mb "$pid") MB after" >>"$out"
start=$(date +%s%N)
curl -fs "http://127.0.0.1:$port/api/v1/alerting/silence-preview?filter=group=%221%22" >/dev/null
echo "preview of a silence: $((($(date +%s%N) - start) / 1000000)) ms" >>"$out"
kill "$pid"
wait "$pid" || true
cat "$out"
