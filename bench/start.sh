# ./brisk bench start

start_budget_millis=1000
idle_seconds=15

measure_start() {
  local size=${contacts##*,} home round kind result
  home=${data:-$scratch/homes}/contacts-$size
  note "starting with $(whole "$size") contacts"
  start_brisk brisk "$home" --demo.size "$size"
  stop_brisk brisk
  local -A millis=() sizes=()
  for ((round = 0; round < rounds; round++)); do
    for kind in existing cold fresh; do
      first_answer "$kind"
      millis[$kind]+=" $taken"
      [ "$round" != 0 ] || sizes[$kind]=$(rest "$brisk_pid")
      stop_brisk brisk
      rm -rf "$scratch/fresh"
    done
  done
  section 'From `./brisk run` to the first answer'
  line "Nothing to build; asked every 10 ms; median (lowest-highest) of $rounds alternating rounds. RSS is that of the server process after"
  line "$idle_seconds s in which nobody asks for anything; after load it is in the results of reads and mixed."
  line ''
  columns start measured 'RSS idle, MB' budget verdict
  started existing "a database of $(whole "$size") contacts" "$start_budget_millis"
  started cold 'the same without the AOT cache' ''
  started fresh 'a new database: made, migrated, empty' ''
  local archive
  archive=$(distribution)
  line ''
  columns distribution measured
  row "\`${archive##*/}\`" "$(calc "$(wc -c <"$archive") / 1e6" %.0f) MB"
  row 'unpacked' "$(calc "$(tar -xzOf "$archive" | wc -c) / 1e6" %.0f) MB"
}

# first_answer KIND: starts the server and sets taken to the milliseconds until it answers.
first_answer() {
  local started home_=$home options=${BRISK_JAVA_OPTS:-} flags=()
  case $1 in
    cold) options+=' -XX:AOTMode=off' ;;
    fresh) home_=$scratch/fresh flags=(--no-demo) ;;
  esac
  started=$EPOCHREALTIME
  BRISK_JAVA_OPTS=$options asked_every=0.01 start_brisk brisk "$home_" "${flags[@]}"
  taken=$(calc "1000 * (${EPOCHREALTIME/,/.} - ${started/,/.})" %.0f)
}

rest() {
  pause $idle_seconds
  resident "$1"
}

# started KIND TITLE BUDGET
started() {
  # shellcheck disable=SC2086
  read -ra result < <(summary ${millis[$1]})
  row "$2" "${result[0]} ms (${result[1]}-${result[2]})" "${sizes[$1]}" "${3:+<= $(whole "$3") ms}" \
    "${3:+$(verdict "${result[0]}" at-most "$3")}"
  note "  $2: ${result[0]} ms"
}

# The archive that ./brisk dist makes of this build.
distribution() {
  "$root/brisk" dist >&2
  find "$root/target" -maxdepth 1 -name 'brisk-*.tar.gz' | head -n 1
}
