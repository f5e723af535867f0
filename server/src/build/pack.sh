#!/bin/sh
# Last step of packaging: pack.sh FOLDER TIME PARTS makes the start cache of the distribution in
# FOLDER, notes which sources it was built from, and packs it as FOLDER.tar.gz with all file times at
# TIME, unless PARTS is "product": who starts it from its folder needs no archive.
set -eu
folder=$1
time=$2
parts=$3
name=$(basename "$folder")

# Without the cache everything works, only later.
"$folder/bin/muninn" warm-up || true
"$(dirname "$0")/../../../tools/sources.sh" >"$folder.sources"
[ "$parts" != product ] || exit 0
tar --sort=name --mtime="$time" --owner=0 --group=0 --numeric-owner \
    -C "$(dirname "$folder")" -cf - "$name" | gzip -n >"$folder.tar.gz.part"
mv "$folder.tar.gz.part" "$folder.tar.gz"
