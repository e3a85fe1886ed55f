#!/bin/sh
# Starts what lies beside it: bin/brisk run [flags], bin/brisk import FILE [flags]. Nothing else of the machine is needed.
set -eu

program=$0
while [ -h "$program" ]; do
  link=$(readlink "$program")
  case $link in
    /*) program=$link ;;
    *) program=${program%/*}/$link ;;
  esac
done
case $program in
  */*) ;;
  *) program=./$program ;; # sh bin/brisk, from within bin
esac
home=$(cd "${program%/*}/.." && pwd -P)

if [ "${1:-}" = import ]; then
  exec "$home/runtime/bin/java" -Xmx64m -XX:+UseSerialGC -jar "$home/app/brisk.jar" "$@"
fi
# What the JVM cannot take from the cache it makes anew; it need not say so.
# shellcheck disable=SC2086
exec "$home/runtime/bin/java" "@$home/app/java-options" -XX:AOTCache="$home/app/brisk.aot" '-Xlog:aot*=off' ${BRISK_JAVA_OPTS:-} \
  -jar "$home/app/brisk.jar" "$@"
