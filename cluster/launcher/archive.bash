# shellcheck shell=bash
# The libraries' classes as Java wants them in memory, in an archive of its own (class-data sharing): a process maps them and has not
# to unpack, check and link five thousand of them before it does anything. For `source`, after common.bash and embedded.bash.

# class_archive LIBRARIES: sets `archive` to where the one of these libraries, separated by colons, and of this Java belongs. Another
# version of either, or another way to make it, has another name, so that none is taken that does not fit.
class_archive() {
    local files
    IFS=: read -r -a files <<<"$1"
    archive=$home/driver/target/archive/$({
        echo "${java:?} ${java_version:?}"
        stat -L -c '%n %s %Y' "${files[@]}" "$home"/cluster/launcher/{archive.bash,VersionedClasses.java}
    } | sha256sum | cut -c1-16).jsa
}

# make_class_archive LIBRARIES CLASSES: makes it unless it is there, of what verbs that train nothing load, and removes all others.
# Without it everything works as well, and starts as Java starts; so nothing here fails.
make_class_archive() {
    class_archive "$1"
    [[ ! -e $archive ]] || return 0
    mkdir -p "${archive%/*}"
    local folder
    folder=$(mktemp -d "${archive%.jsa}.XXXXXX") || return 0
    if loaded_classes "$folder" "$1" "$2" &&
        "$java" "@$home/cluster/local/java.options" -Xshare:dump -XX:SharedClassListFile="$folder/classes" \
            -XX:SharedArchiveFile="$folder/archive" -cp "$1" >"$folder/log" 2>&1 </dev/null; then
        find "${archive%/*}" -name '*.jsa' -delete
        mv -f "$folder/archive" "$archive"
    fi
    rm -rf "$folder"
}

# loaded_classes FOLDER LIBRARIES CLASSES: writes FOLDER/classes.
loaded_classes() {
    local results=file:$home/sweeps/results/table3 call
    for call in "plan file:$home/sweeps/table3.conf" "status $results" "results $results" "metrics $results/results.parquet"; do
        # shellcheck disable=SC2034,SC2086 # settings of embedded.bash; a verb and its argument
        (
            archive='' HADOOP_CONF_DIR='' SKIP_SWEEP_JARS='' SKIP_SWEEP_PACKAGES=''
            SKIP_SWEEP_JAVA_OPTS=-XX:DumpLoadedClassList=$1/${call%% *}.list
            run_embedded "$2:$3" 'local[1]' "$1/log" $call
        ) >/dev/null 2>&1 </dev/null || true
    done
    local files
    IFS=: read -r -a files <<<"$2"
    "$java" "$home/cluster/launcher/VersionedClasses.java" "${files[@]}" >"$1/versioned" || return 1
    # Those of this checkout are not among the libraries; numbers tie a list to its process. And where something looks at classes as they
    # are loaded, Flight Recorder or an agent, Java 17 looks for an archived class of a multi-release library outside of the versions,
    # and crashes if it is not there.
    cat "$1"/*.list | grep -v -e org/skipsweep -e source: | sed 's/ id: .*//' | awk '!seen[$0]++' |
        grep -vxFf "$1/versioned" >"$1/classes"
}
