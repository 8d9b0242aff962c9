# shellcheck shell=bash
# run_embedded CLASS_PATH MASTER LOG VERB ...: skip-sweep in this process, with Spark embedded. For `source`, after common.bash.
#
#   SKIP_SWEEP_MASTER     Spark master instead of MASTER
#   SKIP_SWEEP_JAVA_OPTS  options for the JVM, e.g. -Xmx8g, -Dspark.hadoop.fs.s3a.endpoint=http://localhost:9000
#   SKIP_SWEEP_LOG        file for messages instead of LOG
#   SKIP_SWEEP_JARS, SKIP_SWEEP_PACKAGES   more of the class path: files; Maven coordinates
#   HADOOP_CONF_DIR       Hadoop's core-site.xml and hdfs-site.xml
#   archive               of the first classes of CLASS_PATH, if archive.bash set it and it is there

# JavaCPP refuses further native memory above this, instead of leaving the process to the kernel: 85 % of what there is.
native_memory_limit() {
    local bytes limit
    bytes=$(awk '/^MemTotal:/ { printf "%.0f", $2 * 1024 }' /proc/meminfo)
    if read -r limit 2>/dev/null </sys/fs/cgroup/memory.max && [[ $limit =~ ^[0-9]+$ ]] && ((limit < bytes)); then
        bytes=$limit
    fi
    echo $((bytes * 85 / 100))
}

# quick_options VERB ...: sets `quick`: verbs that train nothing have ended before an optimising compiler and a second thread to
# collect garbage have paid, which take half of their processor time; a page that is served is too little work for them ever to.
# What SKIP_SWEEP_JAVA_OPTS says of these stands.
quick_options() {
    quick=()
    case "${1:-} $*" in
        plan\ * | status\ * | results\ * | diff\ * | export\ * | report\ * | ui\ * | metrics\ * | help\ * | generate-completion\ * | -* | ' ' | *' --help'*) ;;
        *) return 0 ;;
    esac
    [[ ${SKIP_SWEEP_JAVA_OPTS:-} == *GC* ]] || quick+=(-XX:+UseSerialGC)
    quick+=(-XX:TieredStopAtLevel=1)
}

run_embedded() {
    local class_path=$1 master=${SKIP_SWEEP_MASTER:-$2} log=${SKIP_SWEEP_LOG:-$3}
    shift 3
    if [[ $master == local* ]]; then
        export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1}
    fi
    # shellcheck source=cluster/local/native.env
    source "$home/cluster/local/native.env"
    # Behind the libraries, none of which holds such files: an archive is for what a class path begins with.
    class_path+=${HADOOP_CONF_DIR:+:$HADOOP_CONF_DIR}
    extra_jars
    local jar
    for jar in "${extra_jars[@]}"; do
        class_path+=:$jar
    done
    quick_options "$@"
    # An archive that does not fit is left aside, without a word on standard output.
    if [[ -n ${archive:-} && -e $archive ]]; then
        quick+=(-XX:SharedArchiveFile="$archive" -Xshare:auto '-Xlog:cds*=off')
    fi
    # shellcheck disable=SC2086 # options are separated by blanks
    exec "${java:?}" "@$home/cluster/local/java.options" \
        -Dorg.bytedeco.javacpp.maxphysicalbytes="$(native_memory_limit)" \
        -Dlog4j2.configurationFile="$home/cluster/local/log4j2.properties" \
        -Dskipsweep.log="$log" \
        -Dspark.master="$master" \
        -Dspark.ui.showConsoleProgress=false \
        "${quick[@]}" \
        ${SKIP_SWEEP_JAVA_OPTS:-} \
        -cp "$class_path" \
        org.skipsweep.driver.cli.Main "$@"
}
