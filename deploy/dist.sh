#!/usr/bin/env bash
# ./brisk dist: an archive that runs on a machine without Java. Called by ./brisk, which has built the server; JAVA_HOME is set.
set -euo pipefail

deploy=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=${deploy%/*}
target=$root/target

fail() {
  echo "brisk: $1" >&2
  exit 1
}

[ "$(uname -s)" = Linux ] || fail "a distribution is made on Linux, for Linux"
case $(uname -m) in
  x86_64) platform=linux-x64 ;;
  aarch64) platform=linux-arm64 ;;
  *) fail "there is no distribution for $(uname -m)" ;;
esac
version=$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' "$root/pom.xml" | head -n 1)
name=brisk-$version-$platform
home=$target/dist/$name
mkdir -p "$target/logs"
log=$target/logs/dist.log
: >"$log"
rm -rf "$target/dist" "$target"/brisk-*.tar.gz
mkdir -p "$home/bin" "$home/app"

cp -p "$deploy/brisk.sh" "$home/bin/brisk"
chmod 755 "$home/bin/brisk"
cp -p "$deploy/brisk.service" "$deploy/INSTALL.md" "$root/LICENSE" "$home/"
cp -p "$deploy/java-options" "$target/brisk.jar" "$home/app/"
cp -Rp "$target/lib" "$home/app/lib"

# What the classes ask for, and what is found at run time only: languages, name servers, files in archives.
modules=$("$JAVA_HOME/bin/jdeps" --ignore-missing-deps --multi-release 25 --print-module-deps --recursive \
  --class-path "$home/app/lib/*" "$home/app/brisk.jar" 2>>"$log") || fail "jdeps failed, see $log"
"$JAVA_HOME/bin/jlink" --add-modules "$modules,jdk.localedata,jdk.naming.dns,jdk.zipfs" --compress zip-6 --strip-debug \
  --no-man-pages --no-header-files --output "$home/runtime" >>"$log" 2>&1 || fail "jlink failed, see $log"

# The JVM takes from the cache what was learned with this very runtime and these very files.
# The first run unpacks PostgreSQL, so that the second, which is learned from, has no classes of the XZ library (PostgresArchive).
training=$target/dist/training
train() {
  "$home/runtime/bin/java" "@$home/app/java-options" "$@" -jar "$home/app/brisk.jar" \
    train --data "$training" --no-demo --port 0 --rateLimit.allowList 127.0.0.1 >>"$log" 2>&1 </dev/null ||
    fail "the training run failed, see $log"
}
train
rm -rf "$training/data" # what PostgreSQL was unpacked to stays
train "@$deploy/training-options" -XX:AOTCacheOutput="$home/app/brisk.aot"
rm -rf "$training"

# Times of files are part of what the cache is checked against; owners are nobody's business.
tar -C "$target/dist" --owner=0 --group=0 --numeric-owner -czf "$target/$name.tar.gz" "$name"
rm -rf "$target/dist"
echo "target/$name.tar.gz, $(du -m "$target/$name.tar.gz" | cut -f1) MB"
