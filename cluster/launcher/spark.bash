# shellcheck shell=bash
# find_spark: sets SPARK_HOME, unless it is set, to PyPI's pyspark, which it installs under target/ (300 MB) if need be. For `source`,
# after common.bash.
# shellcheck source=cluster/launcher/python.bash
source "${home:?}/cluster/launcher/python.bash"
pyspark_version=3.5.5

find_spark() {
    [[ -z ${SPARK_HOME:-} ]] || return 0
    local venv problem
    python_packages spark "pyspark==$pyspark_version" || fail "$problem; or set SPARK_HOME to a distribution of Spark 3.5"
    SPARK_HOME=$("$venv/bin/python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
    export SPARK_HOME
}
