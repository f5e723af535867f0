# Finds the tools Muninn is built and run with; sourced by ./muninn, ./mvnw and the packaged
# bin/muninn. It starts as few processes as it can, for it is a part of every start.

# Sets java_major to the major version of the Java in the home $1, or to nothing.
read_java_major() {
    java_major=
    [ -x "$1/bin/java" ] || return 0
    if [ -r "$1/release" ]; then
        while IFS='=' read -r key value; do
            if [ "$key" = JAVA_VERSION ]; then
                java_major=${value#\"}
                break
            fi
        done <"$1/release"
    fi
    if [ -z "$java_major" ]; then
        java_major=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
    fi
    java_major=${java_major%%[!0-9]*}
}

# Prints the home of a JDK (or, with "run", any Java runtime) of version 25 or newer.
find_java_home() (
    want=${1:-jdk}
    IFS='
'
    for home in \
        ${MUNINN_JAVA_HOME:+"$MUNINN_JAVA_HOME"} \
        ${JAVA_HOME:+"$JAVA_HOME"} \
        "$(on_path_java_home)" \
        /usr/lib/jvm/* /opt/java/* /opt/jdk* /opt/*jdk* /usr/java/* /usr/local/java/* \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
        "${HOME:-}"/.jbang/cache/jdks/* "${HOME:-}"/.asdf/installs/java/* \
        "${HOME:-}"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        $(toolchain_homes); do
        [ -n "$home" ] || continue
        [ "$want" = run ] || [ -x "$home/bin/javac" ] || continue
        read_java_major "$home"
        if [ -n "$java_major" ] && [ "$java_major" -ge 25 ]; then
            printf '%s\n' "$home"
            return 0
        fi
    done
    return 1
)

on_path_java_home() {
    java=$(command -v java 2>/dev/null) || return 0
    java=$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")
    java=${java%/*}
    printf '%s' "${java%/*}"
}

# JDK homes named in Maven's toolchains file, one a line.
toolchain_homes() {
    [ -r "${HOME:-}/.m2/toolchains.xml" ] || return 0
    sed -n 's:.*<jdkHome>\(.*\)</jdkHome>.*:\1:p' "$HOME/.m2/toolchains.xml"
}

# Succeeds with Node 20.19 or newer, which only the build needs (Vite's own lower bound).
check_node() {
    version=$(node --version 2>/dev/null | sed 's/^v//') || version=
    major=${version%%.*}
    rest=${version#*.}
    minor=${rest%%.*}
    if [ -z "$version" ] || [ "$major" -lt 20 ] || { [ "$major" -eq 20 ] && [ "$minor" -lt 19 ]; }; then
        echo "muninn: building needs Node 20.19 or newer with npm, found '${version:-none}': install it (Debian: apt-get install nodejs npm) or use a packaged muninn-<version>.tar.gz." >&2
        return 1
    fi
    if ! command -v npm >/dev/null 2>&1; then
        echo "muninn: building needs npm beside Node $version: install it (Debian: apt-get install npm)." >&2
        return 1
    fi
}
