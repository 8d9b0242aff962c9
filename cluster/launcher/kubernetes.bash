# shellcheck shell=bash
# What submit.bash does on Kubernetes, where program and native libraries lie in the image. For `source`, by it.
in_image=/opt/skip-sweep

# setting_given NAME: whether the options hold it, or the file of settings that Spark reads.
setting_given() {
    local file=${SPARK_CONF_DIR:-$SPARK_HOME/conf}/spark-defaults.conf index
    for index in "${!options[@]}"; do
        [[ ${options[index]} != "$1="* ]] || return 0
        [[ ${options[index]} != --properties-file ]] || file=${options[index + 1]}
    done
    grep -qs "^[[:space:]]*$1[[:space:]=:]" "$file"
}

# Adds to `defaults` what pods are made of; the rest is in cluster/kubernetes/spark-defaults.conf.
kubernetes_defaults() {
    local name value setting role
    while read -r name value; do
        [[ -z $name || $name == \#* ]] || defaults+=(--conf "$name=$value")
    done <"$home/cluster/kubernetes/spark-defaults.conf"
    for setting in "${native_environment[@]}"; do
        defaults+=(--conf "spark.kubernetes.driverEnv.$setting")
    done
    for role in driver executor; do
        defaults+=(--conf "spark.kubernetes.$role.podTemplateFile=$home/cluster/kubernetes/$role.yaml")
    done
    if [[ -n ${SKIP_SWEEP_IMAGE:-} ]]; then
        defaults+=(--conf "spark.kubernetes.container.image=$SKIP_SWEEP_IMAGE")
    else
        setting_given spark.kubernetes.container.image ||
            fail "no image is named: set SKIP_SWEEP_IMAGE to one that cluster/kubernetes/Dockerfile made, such as registry/skip-sweep:cpu"
    fi
    case $deploy_mode in
        client) defaults+=(--conf "spark.driver.extraClassPath=$home/driver/target/native/*") ;;
        cluster) defaults+=(--conf "spark.driver.extraClassPath=$in_image/native/*") ;;
    esac
}

# submit_pod LOG VERB ...: in cluster mode; the exit code of the driver's container stands in what spark-submit says of it.
submit_pod() {
    local log=$1 status=0 code
    shift
    local travels
    travels=$(joined "${files[@]}" "${jars[@]}" | tr ',' '\n' | { grep -v '^[a-z0-9]*:' || true; } | paste -sd ' ')
    [[ -z $travels ]] || setting_given spark.kubernetes.file.upload.path ||
        fail "nothing says through where these shall get into the driver's pod: $travels; give --conf spark.kubernetes.file.upload.path=URI, a folder that this machine and the pods reach, or name what the pods have, such as $in_image/sweeps/quickstart.conf of the image"
    driver_java="-Dlog4j2.configurationFile=$in_image/log4j2.properties $driver_java"
    # shellcheck disable=SC2034 # for submit.bash
    jar=local://$in_image/skip-sweep.jar
    command_of "$@"
    show "$log" || status=$?
    code=$(sed -n 's/.*exit code: \([0-9]*\).*/\1/p' "$log" | tail -1)
    ((status > 0)) || status=${code:-1}
    ((status == 0)) ||
        printf '%s: the driver has not succeeded; what it says: kubectl logs %s\n' "$script" "$(sed -n 's/.*pod name: //p' "$log" | tail -1)" >&2
    exit "$status"
}
