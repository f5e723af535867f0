#!/bin/sh
# Prints a checksum over everything the packaged server is made of, tests left out: two equal
# ones mean that a build would give the same again.
set -eu
cd "$(dirname "$0")/.."
modules=$(sed -n 's:.*<module>\(.*\)</module>.*:\1:p' pom.xml | grep -vx -e testkit -e bench -e systemtest)
{
    # shellcheck disable=SC2086 # names of folders, without spaces
    find pom.xml LICENSE .mvn mvnw tools docs/runbooks $modules \
        \( -name target -o -name node_modules -o -name dist -path 'ui/*' -o -name test-results \
        -o -name playwright-report -o -path '*/src/test' -o -path 'ui/*.tsbuildinfo' \) -prune \
        -o -type f -exec cksum {} +
} | LC_ALL=C sort | cksum | cut -d ' ' -f 1
