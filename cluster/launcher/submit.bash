# shellcheck shell=bash
# submit_application MASTER [OPTION ... --] VERB ...: skip-sweep under spark-submit. For `source`, after common.bash.
#
# OPTIONs are spark-submit's, and so is what SKIP_SWEEP_SUBMIT_OPTS holds, separated by blanks. --jars, --files and Java options among
# them add to what is given here; of all others the last one counts. kubernetes.bash has what is different where MASTER is k8s://...
#
# SKIP_SWEEP_INSTALLED is the folder of `install` on every node: then nothing of skip-sweep is sent.

# shellcheck source=cluster/launcher/kubernetes.bash
source "$home/cluster/launcher/kubernetes.bash"

# options_of WORD ...: sorts options of spark-submit into `options`, and those that add to ours into variables of their own.
options_of() {
    local name value
    while (($# > 0)); do
        name=$1
        value=${2:-}
        if [[ $1 == --*=* ]]; then
            name=${1%%=*}
            value=${1#*=}
            set -- "$name" "$value" "${@:2}"
        fi
        case $name in
            --conf | -c)
                case $value in
                    spark.submit.deployMode=*) deploy_mode=${value#*=} ;;
                    spark.driver.extraJavaOptions=*) driver_java+=" ${value#*=}" ;;
                    spark.executor.extraJavaOptions=*) executor_java+=" ${value#*=}" ;;
                    spark.jars=*) jars+=("${value#*=}") ;;
                    spark.files=*) files+=("${value#*=}") ;;
                    *) options+=(--conf "$value") ;;
                esac
                ;;
            --deploy-mode) deploy_mode=$value ;;
            --driver-java-options) driver_java+=" $value" ;;
            --jars) jars+=("$value") ;;
            --files) files+=("$value") ;;
            --verbose | -v | --supervise)
                options+=("$name")
                shift
                continue
                ;;
            -*) options+=("$name" "$value") ;;
            *) fail "$name is no option of spark-submit; options with blanks in them go before VERB: submit ... --conf 'a=b c' -- run FILE" ;;
        esac
        (($# >= 2)) || fail "option $name wants a value"
        shift 2
    done
}

# sweep_files FILE: a sweep file and what it includes, directly or through others, a line each, once. What only looks like an include, in
# a comment perhaps, may be among them: a file too many does no harm.
sweep_files() {
    local -A seen=()
    sweep_files_from "$1"
}

# sweep_files_from FILE: the same of a file that may be in `seen`, where it notes what it has printed.
sweep_files_from() {
    local file included suffix
    file=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
    [[ -z ${seen[$file]:-} ]] || return 0
    seen[$file]=yes
    printf '%s\n' "$file"
    while IFS= read -r included; do
        [[ $included == /* ]] || included=${file%/*}/$included
        for suffix in '' .conf .json; do
            [[ ! -f $included$suffix ]] || sweep_files_from "$included$suffix"
        done
    done < <(includes_of "$file")
}

# includes_of FILE: the first text in quotes behind every `include`, on its line or on one that follows.
includes_of() {
    { cat "$1"; echo; tr '\n' ' ' <"$1"; } | grep -oE 'include[^"]*"[^"]+"' | sed 's/^[^"]*"//; s/"$//'
}

joined() {
    local IFS=,
    printf '%s' "$*"
}

submit_application() {
    local master=$1 jar=$home/driver/target/skip-sweep.jar
    shift
    [[ -n ${SPARK_HOME:-} ]] || fail "SPARK_HOME is not set: point it at a Spark 3.5 distribution for Scala 2.12"
    [[ -x $SPARK_HOME/bin/spark-submit ]] || fail "SPARK_HOME is $SPARK_HOME, but there is no bin/spark-submit in it"

    extra_jars
    jars=("${extra_jars[@]}")
    files=()
    options=()
    deploy_mode=client
    executor_java="-Dorg.bytedeco.javacpp.logger=slf4j"
    driver_java="-Dskipsweep.level=warn -Dorg.bytedeco.javacpp.logger=slf4j"
    # shellcheck disable=SC2086 # options are separated by blanks
    options_of ${SKIP_SWEEP_SUBMIT_OPTS:-}
    if [[ ${1:-} == -* ]]; then
        local given=()
        while (($# > 0)) && [[ $1 != -- ]]; do
            given+=("$1")
            shift
        done
        (($# > 0)) || fail "options of spark-submit come before --, and VERB after it: submit ... ${given[0]} ... -- run FILE"
        shift
        options_of "${given[@]}"
    fi
    (($# > 0)) || fail "a verb is missing, such as: run sweeps/quickstart.conf --out hdfs:///results/quickstart"

    # In this process for masters whose executors run in it, by name for all others.
    # shellcheck source=cluster/local/native.env
    source "$home/cluster/local/native.env"
    # One core and one native thread per trial. Native memory is outside the heap: YARN and Kubernetes size containers by
    # memoryOverhead. A driver that YARN started again would also try again what was a wrong request, so it starts one once:
    # `run` once more goes on from where a lost driver was.
    local defaults=(
        --conf spark.executor.memory=2g
        --conf spark.executor.memoryOverhead=2g
        --conf spark.task.cpus=1
        --conf spark.ui.showConsoleProgress=false
        --conf spark.yarn.maxAppAttempts=1
        --conf spark.standalone.submit.waitAppCompletion=true
    )
    local setting
    for setting in "${native_environment[@]}"; do
        defaults+=(--conf "spark.executorEnv.$setting" --conf "spark.yarn.appMasterEnv.$setting")
    done

    if [[ $master-$deploy_mode != k8s://*-cluster ]]; then
        [[ -e $jar ]] || fail "$jar is missing: build it with 'mvn -B -DskipTests package'"
        [[ -z $(newer_source "$jar") ]] ||
            printf "%s: %s is older than its sources; 'mvn -B -DskipTests package' builds it anew\n" "$script" "$jar" >&2
    fi
    if [[ $master == k8s://* ]]; then
        kubernetes_defaults
    elif [[ -n ${SKIP_SWEEP_INSTALLED:-} ]]; then
        use_installed
    else
        jars=("$home"/driver/target/native/*.jar "${jars[@]}")
    fi

    case $deploy_mode in
        client) submit_client "$@" ;;
        cluster) submit_cluster "$@" ;;
        *) fail "--deploy-mode is $deploy_mode; expected client or cluster" ;;
    esac
}

# use_installed: the application and its libraries are on the class path of every node, and unpacked there.
use_installed() {
    local folder
    folder=$SKIP_SWEEP_INSTALLED/$(build_name)
    [[ -e $folder ]] || fail "$SKIP_SWEEP_INSTALLED does not hold this build ($(basename "$folder")): run 'cluster/launcher/install $SKIP_SWEEP_INSTALLED' on every node"
    defaults+=(
        --conf "spark.driver.extraClassPath=$folder/skip-sweep.jar:$folder/native/*"
        --conf "spark.executor.extraClassPath=$folder/skip-sweep.jar:$folder/native/*"
    )
    driver_java+=" -Dorg.bytedeco.javacpp.cachedir=$folder/unpacked"
    executor_java+=" -Dorg.bytedeco.javacpp.cachedir=$folder/unpacked"
    # A standalone cluster's drivers want a file.
    if [[ $deploy_mode == cluster && $master == spark://* ]]; then jar=$folder/skip-sweep.jar; else jar=spark-internal; fi
}

# command_of VERB ...: sets `command`.
command_of() {
    command=(
        "$SPARK_HOME/bin/spark-submit"
        --master "$master"
        --deploy-mode "$deploy_mode"
        --class org.skipsweep.driver.cli.Main
        --conf "spark.driver.extraJavaOptions=$driver_java"
        --conf "spark.executor.extraJavaOptions=$executor_java"
        "${defaults[@]}"
        "${options[@]}"
    )
    ((${#jars[@]} == 0)) || command+=(--jars "$(joined "${jars[@]}")")
    ((${#files[@]} == 0)) || command+=(--files "$(joined "${files[@]}")")
    command+=("$jar" "$@")
}

# Warnings only: the driver's console shows the progress of the sweep.
submit_client() {
    driver_java="\"-Dlog4j2.configurationFile=$home/driver/src/main/resources/log4j2.properties\" $driver_java"
    command_of "$@"
    exec "${command[@]}"
}

# show LOG: runs `command`, keeps what it says, and shows it, without stacks of calls.
show() {
    "${command[@]}" 2>&1 | tee "$1" | sed -u '/^[[:space:]]*at /d; /^Exception in thread "main" org.apache.spark.SparkException: Application/d' >&2
}

# The driver runs on a node: what it reads of this machine travels with it, and how it ended is told here by an exit code.
submit_cluster() {
    local log_settings=$home/driver/src/main/resources/log4j2.properties argument file said status=0
    if [[ $1 == run || $1 == plan ]]; then
        for argument in "${@:2}"; do
            [[ -f $argument ]] || continue
            while IFS= read -r file; do files+=("$file"); done < <(sweep_files "$argument")
            options=(--name "sweep $(basename "$argument" .conf)" "${options[@]}")
        done
    fi
    driver_java="$(grep -v '^#' "$home/cluster/local/java.options" | tr '\n' ' ')-Dorg.bytedeco.javacpp.cachedir=javacpp-cache $driver_java"
    local told
    told=$(mktemp -d)
    # shellcheck disable=SC2064 # its value now
    trap "rm -rf '$told'" EXIT
    export SPARK_SUBMIT_OPTS="-Dlog4j2.configurationFile=$home/cluster/launcher/submit-log4j2.properties ${SPARK_SUBMIT_OPTS:-}"
    case $master in
        yarn)
            files+=("$log_settings#skip-sweep-log4j2.properties")
            driver_java="-Dlog4j2.configurationFile=skip-sweep-log4j2.properties $driver_java"
            command_of "$@"
            show "$told/log" || status=$?
            ((status == 0)) && exit 0
            said=$(sed -n 's/.*User application exited with status \([0-9]*\).*/\1/p' "$told/log" | tail -1)
            printf '%s: the application has not succeeded; what its driver says: yarn logs -applicationId %s\n' "$script" \
                "$(grep -o 'application_[0-9_]*' "$told/log" | head -1)" >&2
            exit "${said:-$status}"
            ;;
        spark://*)
            driver_java="\"-Dlog4j2.configurationFile=$log_settings\" $driver_java"
            local exit_file
            mkdir -p "$home/driver/target/submissions"
            exit_file=$(mktemp "$home/driver/target/submissions/exit.XXXXXX")
            chmod a+w "$exit_file"
            options+=(--conf "spark.skipsweep.exitFile=$exit_file")
            command_of "$@"
            show "$told/log" || status=$?
            said=$(<"$exit_file")
            rm -f "$exit_file"
            local state
            state=$(sed -n 's/.*State of driver [^ ]* is \([A-Z]*\), exiting.*/\1/p' "$told/log" | tail -1)
            if ((status == 0)) && [[ -n $state && $state != FINISHED ]]; then
                status=${said:-1}
                printf '%s: the driver has %s; its messages are in its folder on the worker, and on the master'\''s page\n' "$script" "$state" >&2
            fi
            exit "$status"
            ;;
        k8s://*) submit_pod "$told/log" "$@" ;;
        *) fail "--deploy-mode cluster with master $master: expected yarn, spark://HOST:PORT or k8s://https://HOST:PORT" ;;
    esac
}
