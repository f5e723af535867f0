# Finds the tools Muninn is built and run with; sourced by ./muninn and ./mvnw.

# Major version of the java executable $1, or nothing.
java_major() {
    [ -x "$1" ] || return 0
    "$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
}

# Prints the home of a JDK (or, with "run", any Java runtime) of version 25 or newer.
find_java_home() {
    want=${1:-jdk}
    for home in \
        ${MUNINN_JAVA_HOME:+"$MUNINN_JAVA_HOME"} \
        ${JAVA_HOME:+"$JAVA_HOME"} \
        "$(on_path_java_home)" \
        /usr/lib/jvm/* /opt/java/* /opt/jdk* /opt/*jdk* /usr/java/* /usr/local/java/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jbang/cache/jdks/* \
        "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        $(toolchain_homes); do
        [ -n "$home" ] || continue
        [ "$want" = run ] || [ -x "$home/bin/javac" ] || continue
        major=$(java_major "$home/bin/java")
        if [ -n "$major" ] && [ "$major" -ge 25 ]; then
            printf '%s\n' "$home"
            return 0
        fi
    done
    return 1
}

on_path_java_home() {
    java=$(command -v java 2>/dev/null) || return 0
    java=$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")
    dirname "$(dirname "$java")"
}

# JDK homes named in Maven's toolchains file.
toolchain_homes() {
    [ -r "$HOME/.m2/toolchains.xml" ] || return 0
    sed -n 's:.*<jdkHome>\(.*\)</jdkHome>.*:\1:p' "$HOME/.m2/toolchains.xml"
}

# Version "20.19" or newer of Node, which only the build needs (Vite's own lower bound).
check_node() {
    version=$(node --version 2>/dev/null | sed 's/^v//') || version=
    major=${version%%.*}
    rest=${version#*.}
    minor=${rest%%.*}
    if [ -z "$version" ] || [ "$major" -lt 20 ] || { [ "$major" -eq 20 ] && [ "$minor" -lt 19 ]; }; then
        echo "muninn: building needs Node 20.19 or newer with npm, found '${version:-none}': install it (Debian: apt-get install nodejs npm) or use a packaged muninn-<version>.tar.gz." >&2
        return 1
    fi
}
