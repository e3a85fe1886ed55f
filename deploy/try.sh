#!/usr/bin/env bash
# Unpacks a distribution into an empty folder, starts it with an empty environment and runs the README's first curl lines
# against it: deploy/try.sh target/brisk-...tar.gz
set -euo pipefail

archive=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/brisk-dist.XXXXXX")
server=

clean_up() {
  local status=$?
  if [ -n "$server" ] && kill -TERM "$server" 2>/dev/null; then
    wait "$server" || true
  fi
  rm -rf "$scratch"
  exit $status
}
trap clean_up EXIT

fail() {
  echo "try: $1" >&2
  tail -n 5 "$scratch/log" >&2 || true
  exit 1
}

tar -C "$scratch" -xzf "$archive"
home=$(echo "$scratch"/brisk-*)
cd "$scratch"

# start [flags]: with nothing in its environment; sets port once the address was printed
start() {
  local waited
  env -i "$home/bin/brisk" run --data "$scratch/data" --port 0 "$@" >"$scratch/log" 2>&1 </dev/null &
  server=$!
  for ((waited = 0; waited < 1200; waited++)); do
    port=$(sed -n 's/.*http:\/\/[^:]*:\([0-9]*\).*/\1/p' "$scratch/log" | head -n 1)
    [ -z "$port" ] || return 0
    kill -0 "$server" 2>/dev/null || fail "the server ended"
    sleep 0.1
  done
  fail "the server did not answer within two minutes"
}

start --demo.size 1000
if grep -iE 'aot|archive' "$scratch/log"; then
  fail "the JVM complains about the cache of the start"
fi
block=$(awk '/^## The API in six lines/ { on = 1 } on && /^```$/ { if (inside) exit; inside = 1; next } inside' "$root/README.md")
[ "$(grep -c curl <<<"$block")" -ge 5 ] || fail "the README has no curl lines"
cd "$scratch"
answers=$(bash -euo pipefail -c "${block//localhost:8080/127.0.0.1:$port}") || fail "a line of the README failed"
# A body has no line break at its end, so a status need not begin a line.
statuses=$(grep -aoE 'HTTP/1\.1 [0-9]{3}' <<<"$answers" | sort | uniq -c | tr -s ' \n' ' ')
[ "$(grep -aoE 'HTTP/1\.1 [0-9]{3}' <<<"$answers" | wc -l)" -ge 4 ] && ! grep -aqE 'HTTP/1\.1 [345]' <<<"$answers" ||
  fail "a line of the README was refused:$statuses"
[ "$(curl -s "127.0.0.1:$port/" | grep -c '<div id="root"')" = 1 ] || fail "there is no web app"
kill -TERM "$server"
wait "$server" || [ $? = 143 ] || fail "the server did not end in order"
began=$(date +%s%3N)
start
echo "the distribution runs by itself: answers$statuses; started again in $(($(date +%s%3N) - began)) ms"
