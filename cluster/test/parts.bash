# shellcheck shell=bash
# What several checks of this folder start and stop. For `source`, after launcher/common.bash, by scripts that set `script`, their name
# in messages, `home`, the checkout, and `work`, a folder of their own.

# A virtual machine that lives for a minute is sooner done without the optimising compiler.
# shellcheck disable=SC2034 # for the scripts
brief="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

report() {
    printf '%s %s: %s\n' "$(date +%T)" "$script" "$1"
}

skip() {
    printf '%s: SKIPPED, %s\n' "$script" "$1" >&2
    exit 0
}

# wrong WHAT LOG
wrong() {
    printf '%s: FAILED: %s; what it said: %s\n' "$script" "$1" "$2" >&2
    exit 1
}

free_ports() {
    python3 - "$1" <<'PYTHON'
import socket, sys
sockets = [socket.socket() for _ in range(int(sys.argv[1]))]
for s in sockets:
    s.bind(("127.0.0.1", 0))
print(*(s.getsockname()[1] for s in sockets))
PYTHON
}

# start_standalone: a Spark master and two workers with a core each; sets `master`.
start_standalone() {
    local master_port page_port
    export SKIP_SWEEP_CLUSTER=$work/standalone
    read -r master_port page_port <<<"$(free_ports 2)"
    # shellcheck disable=SC2034 # for the scripts
    master=$(SPARK_DAEMON_MEMORY=256m SPARK_DAEMON_JAVA_OPTS=$brief SPARK_MASTER_HOST=127.0.0.1 SPARK_MASTER_PORT=$master_port \
        SPARK_MASTER_WEBUI_PORT=$page_port SPARK_WORKER_INSTANCES=2 SPARK_WORKER_CORES=1 SPARK_WORKER_MEMORY=2g \
        SPARK_WORKER_WEBUI_PORT=0 "$home/cluster/standalone/start")
}

stop_standalone() {
    [[ -z ${SKIP_SWEEP_CLUSTER:-} ]] || "$home/cluster/standalone/stop" || true
}
