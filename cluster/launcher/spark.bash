# shellcheck shell=bash
# find_spark: sets SPARK_HOME, unless it is set, to PyPI's pyspark, which it installs under target/ (300 MB) if need be. For `source`,
# after common.bash.
pyspark_version=3.5.5

find_spark() {
    [[ -z ${SPARK_HOME:-} ]] || return 0
    local venv=$home/target/spark-$pyspark_version
    install_once "$venv/installed" install_spark "$venv"
    SPARK_HOME=$("$venv/bin/python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
    export SPARK_HOME
}

install_spark() {
    command -v python3 >/dev/null || fail "no python3 to install Spark with: install it, or set SPARK_HOME"
    echo "installing pyspark $pyspark_version under target/ (300 MB)" >&2
    rm -rf "$1"
    python3 -m venv "$1" >&2 ||
        fail "python3 cannot make a virtual environment: install its venv module (Debian: apt-get install python3-venv), or set SPARK_HOME"
    "$1/bin/pip" --quiet --disable-pip-version-check install "pyspark==$pyspark_version" >&2 ||
        fail "pip could not install pyspark $pyspark_version; its message is above. SPARK_HOME can name a distribution instead"
    echo "$pyspark_version" >"$1/installed"
}
