# What the benchmark scripts share: starting Muninn and its peers on fresh data; sourced by them.
. "$root/tools/toolchain.sh"
java=$(find_java_home jdk)/bin/java
# The server as it is checked out, and the load generators where they are missing or older.
env -u MUNINN_PEERS "$root/muninn" version >/dev/null
built=$root/bench/target/built
if [ ! -e "$built" ] || [ -n "$(find "$root"/bench/src/main "$root"/testkit/src/main -newer "$built" -type f -print -quit)" ]; then
    echo "compiling the load generators" >&2
    "$root/mvnw" -B -q -f "$root/pom.xml" -pl bench -am compile -Dspotless.check.skip >&2
    touch "$built"
fi
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$work"' EXIT
peers=${MUNINN_PEERS:-/usr}
find_peer() {
    for file in "$peers/$1" "$peers/usr/bin/$1" "$peers/bin/$1"; do
        [ -x "$file" ] && { echo "$file"; return; }
    done
}
prometheus=$(find_peer prometheus || true)
victoria=$(find_peer victoria-metrics || true)
alertmanager=$(find_peer alertmanager || find_peer prometheus-alertmanager || true)
classpath="$root/bench/target/classes:$root/testkit/target/classes:$(echo "$root"/server/target/muninn-*/lib/*.jar | tr ' ' ':')"
printf 'global: {}\n' >"$work/prometheus.yml"

machine() {
    echo "$(nproc) cores, $(awk '/MemTotal/{printf "%.0f", $2/1048576}' /proc/meminfo) GiB; load before: $(cut -d' ' -f1-3 /proc/loadavg)"
}

run_bench() { # class arguments…
    local class=$1
    shift
    "$java" -Xmx4g -cp "$classpath" --enable-native-access=ALL-UNNAMED "dev.muninn.bench.load.$class" "$@"
}

# Starts server $1 on data folder $2 and port $3; its process id is then in $pid.
start_server() {
    local ready=/api/v1/query?query=1
    case $1 in
        muninn) env -u MUNINN_PEERS "$root"/server/target/muninn-*/bin/muninn serve --data "$2" --listen "127.0.0.1:$3" \
            --set collect.host=false --set collect.self=false ${muninn_options:-} >"$2.log" 2>&1 & ;;
        prometheus) GOMAXPROCS=2 "$prometheus" --config.file="$work/prometheus.yml" --storage.tsdb.path="$2" \
            --web.enable-remote-write-receiver --storage.tsdb.retention.time=10y --web.listen-address="127.0.0.1:$3" \
            --query.max-samples=500000000 >"$2.log" 2>&1 & ;;
        victoria-metrics) "$victoria" -storageDataPath="$2" -httpListenAddr="127.0.0.1:$3" -retentionPeriod=10y \
            -search.maxUniqueTimeseries=3000000 -search.maxSeries=3000000 >"$2.log" 2>&1 & ;;
        alertmanager) GOMAXPROCS=2 "$alertmanager" --config.file="$work/alertmanager.yml" --storage.path="$2" \
            --cluster.listen-address= --web.listen-address="127.0.0.1:$3" >"$2.log" 2>&1 & ready=/-/ready ;;
    esac
    pid=$!
    for _ in $(seq 300); do
        curl -fs "http://127.0.0.1:$3$ready" >/dev/null 2>&1 && return
        sleep 0.1
    done
    echo "$1 did not start:" >&2
    tail "$2.log" >&2
    exit 1
}
