#!/usr/bin/env bash
# Alerting: rules at 15 s beside Prometheus on the same targets at the same time; posted alerts until
# they are kept and until a webhook has them, in turn with Alertmanager; memory of many active alerts; a back-test over stored
# data; samples until a webhook hears of the alert. Figures go to bench/results/alert-<date>.md.
# usage: MUNINN_PEERS=DIR bench/alert.sh [short] [parts]
#   parts is any of "rules posts groups neighbour backtest samples watches"; short takes about seven minutes
#   and shows that all works, its figures are of servers that are not warm. The whole takes about 40 minutes.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/bench/servers.sh"
form=full
[ "${1:-}" != short ] || { form=short; shift; }
parts=${1:-rules posts groups neighbour backtest samples watches}
# Expressions of real dashboards, for viewers; without them there are those of the benchmark alone.
corpus="$root/../shared/conformance/corpus"
[ -d "$corpus" ] || corpus="$work"
# The windows of rates are five minutes: before that the servers have less to read.
case $form in
    full) rules=10000 warm=360 seconds=300 alerts=100000 turns=3 days=7 series=500 sending=300 ;;
    short) rules=1000 warm=45 seconds=45 alerts=15000 turns=1 days=1 series=100 sending=60 ;;
esac
out="$root/bench/results/alert-$(date +%Y-%m-%d).md"

cpu_ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{print $12 + $13}'; }
peak_mb() { awk '/VmHWM/{printf "%.0f", $2 / 1024}' "/proc/$1/status"; }
memory_mb() { awk '/VmRSS/{printf "%.0f", $2 / 1024}' "/proc/$1/status"; }
counter() { curl -fs "http://127.0.0.1:$1/metrics" | awk -v n="$2" '$1 ~ "^" n {s += $2} END {printf "%.0f", s}'; }
# What is in use of the heap after a collection.
heap_mb() {
    "$(dirname "$java")/jcmd" "$1" GC.run >/dev/null
    "$(dirname "$java")/jcmd" "$1" GC.heap_info | sed -n 's/.*total.* used \([0-9]*\)K.*/\1/p' | awk '{all += $1} END {printf "%.0f", all / 1024}'
}
stop() { kill "$1"; wait "$1" || true; }

# Evaluations that began within a quarter of a second of their time, and all.
punctual() {
    curl -fs "http://127.0.0.1:$1/metrics" | awk '/^muninn_rule_group_lag_seconds_bucket/ && /le="0.25"/ {n = $2}
        /^muninn_rule_group_lag_seconds_count/ {all = $2} END {printf "%d %d", n, all}'
}

missed_runs='(muninn|prometheus)_rule_group_iterations_missed_total'

# Both servers scrape the same 10,000 series and evaluate the same rules.
rules_part() {
    mkdir -p "$work/rules"
    "$java" -cp "$classpath" dev.muninn.bench.load.ScrapeFarm 17600 200 50 15 "$work/rules/farm.yml" &
    local farm=$! port=17610 server
    "$java" -cp "$classpath" dev.muninn.bench.load.RuleMix "$work/rules/rules.yml" "$rules" 200 15
    until curl -fs http://127.0.0.1:17600/scrapes >/dev/null; do sleep 0.2; done
    sed -i 's/^global: {/global: {evaluation_interval: 15s, /' "$work/rules/farm.yml"
    { echo "rule_files: [$work/rules/rules.yml]"; cat "$work/rules/farm.yml"; } >"$work/prometheus.yml"
    muninn_options="--scrape-config $work/rules/farm.yml --set rules.files=$work/rules/rules.yml"
    declare -A pids ports before skipped
    for server in muninn ${prometheus:+prometheus}; do
        port=$((port + 1))
        start_server "$server" "$work/rules/$server" "$port"
        pids[$server]=$pid ports[$server]=$port
    done
    # What rules take shows beside a server that scrapes the same and has none.
    muninn_options="--scrape-config $work/rules/farm.yml" start_server muninn "$work/rules/bare" $((port + 1))
    local bare=$pid
    sleep "$warm"
    for server in "${!pids[@]}"; do
        before[$server]=$(cpu_ticks "${pids[$server]}")
        skipped[$server]=$(counter "${ports[$server]}" "$missed_runs")
    done
    sleep "$seconds"
    echo "## $rules rules at 15 s over 10,000 series, $seconds s after $warm s, all servers at the same time"
    echo
    echo "| server | CPU s | CPU ms per evaluation, scraping included | memory MB | evaluations that failed | runs missed while warming up | runs missed |"
    echo "|---|---|---|---|---|---|---|"
    for server in "${!pids[@]}"; do
        awk -v name="$server" -v ticks=$(($(cpu_ticks "${pids[$server]}") - before[$server])) -v n="$rules" -v s="$seconds" \
            -v memory="$(memory_mb "${pids[$server]}")" \
            -v failed="$(counter "${ports[$server]}" '(muninn|prometheus)_rule_evaluation_failures_total')" \
            -v missed="$(counter "${ports[$server]}" "$missed_runs")" -v before="${skipped[$server]}" \
            'BEGIN {printf "| %s | %.2f | %.3f | %s | %s | %s | %s |\n", name, ticks / 100, ticks * 10 / (n * s / 15), memory, failed, before, missed - before}'
    done
    echo
    local without with late_before late_after
    without=$(memory_mb "$bare") with=$(memory_mb "${pids[muninn]}")
    echo "Without rules Muninn takes $without MB for the same targets, the rules $((with - without)) MB more."
    echo
    read -r -a late_before <<<"$(punctual "${ports[muninn]}")"
    run_bench ReplayLoad "$corpus" 10 $((seconds / 2)) "muninn=http://127.0.0.1:${ports[muninn]}=${pids[muninn]}" >&2
    read -r -a late_after <<<"$(punctual "${ports[muninn]}")"
    awk -v n=$((late_after[0] - late_before[0])) -v all=$((late_after[1] - late_before[1])) \
        'BEGIN {printf "With 10 dashboards open that refresh every 10 s, %d of %d evaluations of groups began within 250 ms of their time.\n", n, all}'
    echo
    stop "$bare"
    for server in "${!pids[@]}"; do stop "${pids[$server]}"; done
    stop "$farm"
}

routes() {
    cat >"$work/alertmanager.yml" <<'YML'
route:
  receiver: none
  group_by: [group]
  group_wait: 1s
  group_interval: 10s
  routes:
    - {matchers: [kind=idle], receiver: hook, group_by: [alertname], group_wait: 0s}
    - {matchers: [kind=storm], receiver: hook, group_by: [group]}
    - {matchers: [kind=each], receiver: hook, group_by: [alertname]}
    - {matchers: [kind=other], receiver: other, group_by: [alertname], group_wait: 0s}
receivers:
  - name: none
  - name: hook
    webhook_configs: [{url: 'http://127.0.0.1:17660/'}]
  - name: other
    webhook_configs: [{url: 'http://127.0.0.1:17665/'}]
YML
    muninn_options="--set alerting.config=$work/alertmanager.yml"
}

posts_part() {
    routes
    local server empty empty_heap start
    for server in muninn ${alertmanager:+alertmanager}; do
        start_server "$server" "$work/posts-$server" 17661
        empty=$(memory_mb "$pid")
        [ "$server" != muninn ] || empty_heap=$(heap_mb "$pid")
        echo "## Posted alerts: $server$([ "$server" != muninn ] || echo ", each kept before it is answered")"
        echo
        echo "| what | | |"
        echo "|---|---|---|"
        run_bench AlertLoad http://127.0.0.1:17661 17660 "$alerts"
        sleep 10
        echo "| memory MB of the server | $empty when started | $(memory_mb "$pid") with $alerts active alerts |"
        if [ "$server" = muninn ]; then
            echo "| heap MB in use after a collection | $empty_heap when started | $(heap_mb "$pid") with $alerts active alerts |"
            echo "| first page of the list of alerts, three times | $(for i in 1 2 3; do answer_ms "http://127.0.0.1:17661/api/v1/alerting/groups"; done) ms | |"
            echo "| preview of a silence | $(answer_ms "http://127.0.0.1:17661/api/v1/alerting/silence-preview?filter=group=%221%22") ms | |"
        fi
        echo
        stop "$pid"
    done
}

answer_ms() {
    curl -fs -o /dev/null -w '%{time_total}' "$1" | awk '{printf "%.0f ", $1 * 1000}'
}

# Each alert a group of its own, and a message of its own: a burst on servers that have just started, in turn,
# and then as many as there may be.
groups_part() {
    local count round server before
    routes
    for count in 10000 "$alerts"; do
        echo "## $count alerts, each a group of its own, the servers in turn"
        echo
        echo "| server | accepted within, s | told within, p50 ms | p99 ms | CPU s | memory MB at most |"
        echo "|---|---|---|---|---|---|"
        for round in $(seq $([ "$count" = 10000 ] && echo "$turns" || echo 1)); do
            for server in muninn ${alertmanager:+alertmanager}; do
                start_server "$server" "$work/groups-$server-$count-$round" 17662
                before=$(cpu_ticks "$pid")
                run_bench AlertLoad http://127.0.0.1:17662 17660 "$count" each >"$work/groups.txt"
                awk -F'|' -v server="$server" -v t=$(($(cpu_ticks "$pid") - before)) -v mb="$(peak_mb "$pid")" '
                    /accepted within/ {split($3, a, " "); accepted = a[1]}
                    /until the webhook/ {split($3, a, " "); split($4, b, " "); p50 = a[2]; p99 = b[2]}
                    END {printf "| %s | %s | %s | %s | %.2f | %s |\n", server, accepted, p50, p99, t / 100, mb}' "$work/groups.txt"
                stop "$pid"
            done
        done
        echo
    done
}

# One webhook by turns beside one that answers and one that does not.
neighbour_part() {
    routes
    start_server muninn "$work/neighbour" 17664
    echo "## A webhook beside another that hangs, five times in turn"
    echo
    echo "| what | | |"
    echo "|---|---|---|"
    run_bench HangingNeighbour http://127.0.0.1:17664 17660 17665
    echo
    stop "$pid"
}

backtest_part() {
    local end rounds times i start
    end=$(date +%s)
    rounds=$((days * 86400 / 15 / 120))
    start_server muninn "$work/backtest" 17671
    run_bench IngestLoad --write http://127.0.0.1:17671/api/v1/write --query http://127.0.0.1:17671/api/v1/query \
        --pid "$pid" --data "$work/backtest" --series "$series" --rounds "$rounds" --step-ms 15000 \
        --end-ms "${end}000" --samples-per-request 120 --series-per-request 500 --run back >&2
    times=()
    for i in 1 2 3 4 5; do
        start=$(date +%s%N)
        curl -fs "http://127.0.0.1:17671/api/v1/rules/backtest" --data-urlencode "from=$((end - days * 86400))" \
            --data-urlencode "to=$end" --data-urlencode 'rule={alert: High, expr: "{run=\"back\"} > 1e5", for: 5m}' >"$work/backtest.json"
        times+=("$((($(date +%s%N) - start) / 1000000))")
    done
    echo "## Back-test of a rule over $days d × $series series at 15 s"
    echo
    echo "ms, one after the other: ${times[*]}; $(grep -o '"sentence":"[^"]*"' "$work/backtest.json")"
    echo
    stop "$pid"
}

# From a sample that makes a rule fire, without waiting, to the message.
samples_part() {
    routes
    sed -i 's/^  routes:/&\n    - {matchers: [alertname=Level], receiver: hook, group_by: [told], group_wait: 0s}/' "$work/alertmanager.yml"
    cat >"$work/levels.yml" <<'YML'
groups:
  - {name: at 15 s, interval: 15s, rules: [{alert: Level, expr: level_at_15s > 1}]}
  - {name: at 1 s, interval: 1s, rules: [{alert: Level, expr: level_at_1s > 1}]}
  - {name: on sample, interval: 15s, rules: [{alert: Level, expr: level_on_sample > 1, annotations: {muninn_evaluate: on-sample}}]}
YML
    muninn_options="$muninn_options --set rules.files=$work/levels.yml"
    start_server muninn "$work/samples" 17663
    # Rules are evaluated on samples after two runs of their group.
    sleep 32
    echo "## A sample until the webhook has its alert, over $sending s"
    echo
    echo "| rule | | | longest |"
    echo "|---|---|---|---|"
    run_bench SampleToMessage http://127.0.0.1:17663 17660 "$sending" level_at_15s level_at_1s level_on_sample
    echo
    stop "$pid"
}

# So many rules over fifty series each, which fire never; with an annotation where one is given.
watching_rules() {
    echo "groups:"
    awk -v n="$1" -v more="${2:-}" 'BEGIN {for (i = 0; i < n; i++) {
        if (i % 100 == 0) printf "- name: g%d\n  interval: 15s\n  rules:\n", i / 100
        printf "  - {alert: W%d, expr: \"http_requests_total{instance=\\\"t%d\\\"} > 1e15\", annotations: {%s}}\n", i, i % 200, more}}'
}

# What it costs that rules are evaluated when their samples come, beside rules on schedule and none.
watches_part() {
    mkdir -p "$work/watches"
    "$java" -cp "$classpath" dev.muninn.bench.load.ScrapeFarm 17600 200 50 15 "$work/watches/farm.yml" &
    local farm=$! port=17680 kind
    until curl -fs http://127.0.0.1:17600/scrapes >/dev/null; do sleep 0.2; done
    echo "groups: []" >"$work/watches/none.yml"
    watching_rules 1000 >"$work/watches/schedule-1000.yml"
    watching_rules 100 "muninn_evaluate: on-sample" >"$work/watches/sample-100.yml"
    watching_rules 1000 "muninn_evaluate: on-sample" >"$work/watches/sample-1000.yml"
    declare -A pids ports before counted
    local kinds="none schedule-1000 sample-100 sample-1000"
    for kind in $kinds; do
        port=$((port + 1))
        muninn_options="--scrape-config $work/watches/farm.yml --set rules.first-packs= --set rules.files=$work/watches/$kind.yml"
        start_server muninn "$work/watches/$kind" "$port"
        pids[$kind]=$pid ports[$kind]=$port
    done
    sleep "$warm"
    for kind in $kinds; do
        before[$kind]=$(cpu_ticks "${pids[$kind]}")
        counted[$kind]=$(counter "${ports[$kind]}" muninn_rule_evaluations_total)
    done
    sleep "$seconds"
    echo "## Rules on samples over 10,000 series scraped every 15 s, $seconds s after $warm s, all at the same time"
    echo
    echo "| rules, of 50 series each | CPU s | evaluations | memory MB |"
    echo "|---|---|---|---|"
    for kind in $kinds; do
        awk -v kind="$kind" -v ticks=$(($(cpu_ticks "${pids[$kind]}") - before[$kind])) \
            -v runs=$(($(counter "${ports[$kind]}" muninn_rule_evaluations_total) - counted[$kind])) \
            -v memory="$(memory_mb "${pids[$kind]}")" \
            'BEGIN {printf "| %s | %.2f | %d | %s |\n", kind, ticks / 100, runs, memory}'
    done
    echo
    for kind in $kinds; do stop "${pids[$kind]}"; done
    stop "$farm"
}

{
    echo "# Alerting, $(date +%Y-%m-%d)"
    echo
    echo "Taken by \`bench/alert.sh $([ $form = full ] || echo "short ")\"$parts\"\` on $(machine)."
    echo
} >"$out"
for part in $parts; do
    "${part}_part" | tee -a "$out"
done
echo "written to ${out#"$root"/}"
