# shellcheck shell=bash
# For `source`, after common.bash.

# python_packages NAME REQUIREMENT ...: sets `venv` to a virtual environment under target/ with these packages of PyPI, which it makes if
# need be. Fails with the reason in `problem` if it cannot.
python_packages() {
    venv=$home/target/$1-$(sha256sum <<<"${*:2}" | cut -c1-12)
    install_once "$venv/installed" install_python_packages "${@:2}"
}

install_python_packages() {
    command -v python3 >/dev/null || {
        problem="there is no python3 to install $* with"
        return 1
    }
    echo "installing $* under target/" >&2
    rm -rf "$venv"
    python3 -m venv "$venv" >&2 || {
        problem="python3 cannot make a virtual environment: install its venv module (Debian: apt-get install python3-venv)"
        return 1
    }
    "$venv/bin/pip" --quiet --disable-pip-version-check install "$@" >&2 || {
        # shellcheck disable=SC2034 # for the callers
        problem="pip could not install $*; its message is above"
        return 1
    }
    echo "$*" >"$venv/installed"
}
