#!/usr/bin/env bash
# ./brisk bench all|reads|start|import|leads|web|coherence|usual|mixed|report: what README.md in this folder describes. Called by ./brisk, which has built the server.
set -euo pipefail

bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=${bench%/*}
# shellcheck source=bench/lib.sh
. "$bench/lib.sh"

usage() {
  cat <<'TEXT'
./brisk bench all [options]      all of the following, and one page of it
./brisk bench reads [options]    hits against nginx, misses against pgbench, growth, memory
./brisk bench start [options]    time to the first answer, memory at rest, size of the distribution
./brisk bench import [options]   a CSV import against psql \copy
./brisk bench leads [options]    lead creation against pgbench, 64 creators at once, growth, an import against \copy
./brisk bench web [options]      Lighthouse and the first load of pages, at the largest size
./brisk bench coherence [options] writers and readers at once: nobody reads what is old
./brisk bench usual [options]    before and after: the usual server on the same database
./brisk bench mixed [options]    100 people at work, bursts, and load until it no longer keeps up
./brisk bench report             the newest results in --out on one page, with every budget and its verdict
./brisk bench charts [FILE...]   draw the charts of these reports, or of all in bench/results

  --contacts 10000,100000,1000000   sizes to measure reads at; the last one is compared with nginx and pgbench
  --leads 10000,100000,1000000     sizes of the desk; the last one is compared with pgbench and \copy
  --data DIR                 keep the databases in DIR and use what is there (default: temporary, removed at the end)
  --rounds N                 alternating rounds of each comparison (5)
  --seconds N                length of one run (5)
  --only LIST                parts of reads: hits,misses,growth,terms,create (all), and of misses and growth: routes; of usual: a part of a
                             route's name
  --writers N, --readers N   of coherence (32, 64), for --seconds (120)
  --minutes N                length of the main part of mixed (10)
  --file FILE                the CSV file to import (default: 100,000 people)
  --out DIR                  where the result is written (bench/results)
TEXT
}

contacts=10000,100000,1000000
leads=10000,100000,1000000
data=
rounds=5
seconds=
only=
writers=32
readers=64
minutes=10
file=
out=$bench/results

what=${1:-}
[ $# = 0 ] || shift
if [ "$what" = charts ]; then
  # shellcheck source=bench/java.sh
  . "$bench/java.sh"
  [ $# -gt 0 ] || set -- "$out"/*.md
  java_of_bench brisk.bench.charts.Charts "$@"
  exit
fi
case $what in
  all | reads | start | import | leads | web | coherence | usual | mixed | report) ;;
  *)
    usage
    [ "$what" = help ] || [ "$what" = --help ] || exit 2
    exit 0
    ;;
esac
while [ $# -gt 0 ]; do
  case $1 in
    --contacts | --leads | --data | --rounds | --seconds | --only | --file | --out | --writers | --readers | --minutes)
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

given_seconds=$seconds # a part of "all" has its own where none was given
case $what in
  coherence) seconds=${seconds:-120} ;;
  usual) seconds=${seconds:-3} only=${only:-all} ;;
  *) seconds=${seconds:-5} only=${only:-hits,misses,growth,terms,create} ;;
esac

case $what in
  all) command_line="--contacts $contacts --leads $leads --rounds $rounds${given_seconds:+ --seconds $given_seconds} --minutes $minutes" ;;
  reads) command_line="--contacts $contacts --only $only --rounds $rounds --seconds $seconds" ;;
  start | web) command_line="--contacts ${contacts##*,} --rounds $rounds" ;;
  import) command_line="--rounds $rounds" ;;
  leads) command_line="--leads $leads --rounds $rounds --seconds $seconds" ;;
  coherence) command_line="--seconds $seconds --writers $writers --readers $readers" ;;
  usual) command_line="--contacts ${contacts%%,*} --rounds $rounds --seconds $seconds" ;;
  mixed) command_line="--contacts ${contacts##*,} --minutes $minutes" ;;
  report) command_line= ;;
esac
command_line="./brisk bench $what${command_line:+ $command_line}"
begin
# shellcheck source=/dev/null
. "$bench/load.sh"
if [ "$what" = all ]; then
  # shellcheck source=bench/report.sh
  . "$bench/report.sh"
  measure_all
  measure_report
else
  # shellcheck source=/dev/null
  . "$bench/$what.sh"
  "measure_$what"
fi
finish
# The newest report is the one that was just written.
case $what in
  reads | leads | usual | mixed)
    # shellcheck source=bench/java.sh
    . "$bench/java.sh"
    # shellcheck disable=SC2012
    java_of_bench brisk.bench.charts.Charts "$(ls -t "$out"/*-"$what".md | head -n 1)"
    ;;
esac
