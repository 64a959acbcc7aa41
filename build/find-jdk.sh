# Finds a JDK 25 and says where it is. To be read by other scripts: `. build/find-jdk.sh; jdk=$(find_jdk) || exit 3`.
# The first that fits wins: AMBIT_JDK, JAVA_HOME, the `java` on PATH, the usual directories.

# is_jdk_25 DIR: is this the home of a JDK (a compiler, not only a runtime) of version 25?
is_jdk_25() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[.0-9]*"' "$1/release"
}

# home_of_java_on_path: where the `java` on PATH really lives; macOS puts a stub there that knows more than a link.
home_of_java_on_path() {
    java=$(command -v java) || return 0
    case $(uname -s) in
        Darwin) /usr/libexec/java_home -v 25 2>/dev/null || : ;;
        *) dirname "$(dirname "$(readlink -f "$java")")" ;;
    esac
}

find_jdk() {
    for home in "${AMBIT_JDK:-}" "${JAVA_HOME:-}" "$(home_of_java_on_path)" \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/* /opt/java/* /opt/jdk/* \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
        "${HOME:-/nonexistent}"/.local/share/mise/installs/java/* "${HOME:-/nonexistent}"/.asdf/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
        if [ -n "$home" ] && is_jdk_25 "$home"; then
            (cd "$home" && pwd -P)
            return 0
        fi
    done
    echo "no JDK 25 found: install one (Debian or Ubuntu: \`apt-get install openjdk-25-jdk\` or temurin-25-jdk;" \
        "macOS: \`brew install openjdk@25\`; any: \`sdk install java 25-tem\`) or let JAVA_HOME name it" >&2
    return 1
}
