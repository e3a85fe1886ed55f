#!/usr/bin/env bash
# ./brisk bench reads|import|leads|web: what README.md in this folder describes. Called by ./brisk, which has built the server.
set -euo pipefail

bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=${bench%/*}
# shellcheck source=bench/lib.sh
. "$bench/lib.sh"

usage() {
  cat <<'TEXT'
./brisk bench reads [options]    hits against nginx, misses against pgbench, growth, memory, start
./brisk bench import [options]   a CSV import against psql \copy
./brisk bench leads [options]    lead creation against pgbench, 64 creators at once, growth, an import against \copy
./brisk bench web [options]      Lighthouse and the first load of pages, at the largest size

  --contacts 10000,1000000   sizes to measure reads at; the last one is compared with nginx and pgbench
  --leads 10000,1000000      sizes of the desk; the last one is compared with pgbench and \copy
  --data DIR                 keep the databases in DIR and use what is there (default: temporary, removed at the end)
  --rounds N                 alternating rounds of each comparison (5)
  --seconds N                length of one run (5)
  --only LIST                parts of reads: hits,misses,growth,terms,create,start (all)
  --file FILE                the CSV file to import (default: 100,000 people)
  --out DIR                  where the result is written (bench/results)
TEXT
}

contacts=10000,1000000
leads=10000,1000000
data=
rounds=5
seconds=5
only=hits,misses,growth,terms,create,start
file=
out=$bench/results

what=${1:-}
[ $# = 0 ] || shift
case $what in
  reads | import | leads | web) ;;
  *)
    usage
    [ "$what" = help ] || [ "$what" = --help ] || exit 2
    exit 0
    ;;
esac
while [ $# -gt 0 ]; do
  case $1 in
    --contacts | --leads | --data | --rounds | --seconds | --only | --file | --out)
      [ $# -gt 1 ] || fail "$1 needs a value"
      printf -v "${1#--}" '%s' "$2"
      shift 2
      ;;
    --help | -h)
      usage
      exit 0
      ;;
    *) fail "there is no option '$1'; './brisk bench help' lists them" ;;
  esac
done

command_line="./brisk bench $what --contacts $contacts --rounds $rounds --seconds $seconds"
[ "$what" != import ] || command_line="./brisk bench import --rounds $rounds"
[ "$what" != leads ] || command_line="./brisk bench leads --leads $leads --rounds $rounds --seconds $seconds"
[ "$what" != web ] || command_line="./brisk bench web --contacts ${contacts##*,} --rounds $rounds"
begin
# shellcheck source=/dev/null
. "$bench/load.sh"
# shellcheck source=/dev/null
. "$bench/$what.sh"
"measure_$what"
finish
