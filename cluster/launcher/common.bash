# shellcheck shell=bash
# For `source` by the scripts of the folders beside this one, which set `home`, the checkout, and `script`, their name in messages.

fail() {
    printf '%s: %s\n' "${script:?}" "$1" >&2
    exit 2
}

# find_java: sets `java` and `java_version`, all that it says of itself.
find_java() {
    if [[ -n ${JAVA_HOME:-} ]]; then
        java=$JAVA_HOME/bin/java
        [[ -x $java ]] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it: point it at a JDK, 17 to 23"
    else
        java=$(command -v java) || fail "no java found: install a JDK, 17 to 23, or point JAVA_HOME at one"
    fi
    local version
    java_version=$("$java" -version 2>&1)
    version=$(sed -n 's/.* version "\([0-9]*\).*/\1/p' <<<"$java_version")
    ((${version:-0} >= 17 && ${version:-0} < 24)) ||
        fail "$java is version ${version:-unknown}: JDK 17 to 23 is needed; point JAVA_HOME at one"
}

# newer_source FILE: a source of the program that changed after FILE was made; nothing if none did, or none is here.
newer_source() {
    [[ -e $home/pom.xml ]] || return 0
    local sources=("$home/pom.xml" "$home/driver/pom.xml" "$home/worker-models/pom.xml"
        "$home/driver/src/main" "$home/worker-models/src/main")
    # Results name the commit of the code that made them, so a new commit is a change too.
    local head
    head=$(git -C "$home" rev-parse --git-path logs/HEAD 2>/dev/null) && [[ ${head:0:1} == / ]] || head=$home/$head
    [[ -f $head ]] && sources+=("$head")
    find "${sources[@]}" -newer "$1" -print -quit
}

# build_name: names what `mvn package` has built by its content.
build_name() {
    (cd "$home/driver/target" && sha256sum skip-sweep.jar native/*.jar) | sha256sum | cut -c1-16
}

# install_once FILE COMMAND ...: runs COMMAND, which fills FILE, unless it is filled, and ends as it does. Of several processes of this
# checkout one installs, and the others wait for it.
install_once() {
    [[ ! -s $1 ]] || return 0
    local lock status=0
    mkdir -p "$home/driver/target"
    exec {lock}>"$home/driver/target/install.lock"
    if command -v flock >/dev/null; then flock "$lock"; fi
    [[ -s $1 ]] || "${@:2}" || status=$?
    exec {lock}>&-
    return "$status"
}

# extra_jars: sets the array `extra_jars` to what SKIP_SWEEP_JARS names (files, separated by commas or colons) and to the files of
# SKIP_SWEEP_PACKAGES (Maven coordinates GROUP:ARTIFACT:VERSION, separated by commas) with all that they need, which Maven fetches.
extra_jars() {
    extra_jars=()
    local jar
    while IFS= read -r jar; do
        [[ -e $jar ]] || fail "SKIP_SWEEP_JARS names $jar, which is not there"
        extra_jars+=("$jar")
    done < <(tr ',:' '\n' <<<"${SKIP_SWEEP_JARS:-}" | grep .)
    [[ -n ${SKIP_SWEEP_PACKAGES:-} ]] || return 0
    local folder
    folder=$home/driver/target/packages/$(sha256sum <<<"$SKIP_SWEEP_PACKAGES" | cut -c1-16)
    install_once "$folder/jars.txt" fetch_packages "$folder"
    mapfile -t -O "${#extra_jars[@]}" extra_jars < <(tr ':' '\n' <"$folder/jars.txt" | grep .)
}

fetch_packages() {
    local dependencies='' coordinates group artifact version
    for coordinates in ${SKIP_SWEEP_PACKAGES//,/ }; do
        IFS=: read -r group artifact version <<<"$coordinates"
        [[ $version =~ ^[A-Za-z0-9._-]+$ ]] ||
            fail "SKIP_SWEEP_PACKAGES has $coordinates; expected GROUP:ARTIFACT:VERSION, such as org.apache.hadoop:hadoop-aws:3.3.4"
        dependencies+="<dependency><groupId>$group</groupId><artifactId>$artifact</artifactId><version>$version</version><scope>runtime</scope></dependency>"
    done
    command -v mvn >/dev/null || fail "no mvn found to fetch SKIP_SWEEP_PACKAGES with: install Maven, or name the files in SKIP_SWEEP_JARS"
    mkdir -p "$1"
    cat >"$1/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>org.skipsweep</groupId><artifactId>skip-sweep</artifactId><version>0.1.0-SNAPSHOT</version>
    <relativePath>../../../../pom.xml</relativePath>
  </parent>
  <artifactId>packages</artifactId>
  <packaging>pom</packaging>
  <dependencies>$dependencies</dependencies>
</project>
POM
    printf 'fetching %s\n' "$SKIP_SWEEP_PACKAGES" >&2
    mvn -B -ntp -f "$1/pom.xml" dependency:build-classpath -DincludeScope=runtime \
        -Dmdep.outputFile="$1/jars.txt.new" >"$1/fetch.log" 2>&1 </dev/null || {
        grep -E '^\[ERROR\] [^[]' "$1/fetch.log" | head -3 >&2
        fail "Maven could not fetch $SKIP_SWEEP_PACKAGES; all that it said: $1/fetch.log"
    }
    mv "$1/jars.txt.new" "$1/jars.txt"
}
