# ./brisk bench coherence

# shellcheck source=bench/java.sh
. "$bench/java.sh"

coherence_demo=1000

measure_coherence() {
  has psql && has curl || fail "coherence needs psql and curl"
  note "writers and readers on a server as it is, $seconds s"
  start_brisk whole "$scratch/homes/whole" --demo.size "$coherence_demo"
  use_database "$scratch/homes/whole"
  server_version=$(query -c 'SHOW server_version')
  coherence_run "$whole_url"
  stop_brisk whole
  section "Coherence: who asks after the answer to a write sees it"
  line "$writers writers and $readers readers on 48 lasting and up to 120 passing contacts, companies, deals and leads for"
  line "$seconds s, with the cache on. Writers change, bulk-change, create, delete and restore records and log activities; readers"
  line "take records, lists, boards, search, My-500, timelines and totals, with \`If-None-Match\` where they have an entity tag."
  line "Each write and each answer is recorded with its begin and end; the checker goes through all of them afterwards."
  line ''
  coherence_table 0
  # The proof that the checker can fail: the same server, but the class of generations always says 0.
  local breaking=$((seconds < 20 ? seconds : 20))
  note "the same on a server that forgets to invalidate, $breaking s"
  mkdir -p "$scratch/broken"
  java_of_bench brisk.bench.Coherence break "$root/target/brisk.jar" "$scratch/broken/classes"
  cat >"$scratch/broken/brisk" <<SCRIPT
#!/usr/bin/env bash
shift
exec "$JAVA_HOME/bin/java" -Xmx192m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \\
  -cp "$scratch/broken/classes:$root/target/brisk.jar" brisk.Main run "\$@"
SCRIPT
  chmod +x "$scratch/broken/brisk"
  root=$scratch/broken start_brisk broken "$scratch/homes/broken" --demo.size "$coherence_demo"
  use_database "$scratch/homes/broken"
  seconds=$breaking coherence_run "$broken_url"
  stop_brisk broken
  section "The same on a server whose generations never change, $breaking s"
  line "Made for this run by changing one method of one class in front of the class path; the product has no such switch."
  line ''
  coherence_table 1
}

# coherence_run URL: leaves the verdict in $scratch/verdict
coherence_run() {
  local tokens=() email
  for email in admin seller manager; do
    tokens+=("$(new_token "$1" "$email@brisk.example")")
  done
  java_of_bench brisk.bench.Coherence run "$1" "$seconds" "$writers" "$readers" "${tokens[@]}" >"$scratch/verdict"
}

# coherence_table EXPECTED: 0 where nothing stale may be found, 1 where something must be
coherence_table() {
  local fields judgement kind
  IFS=$'\t' read -ra fields < <(grep '^total' "$scratch/verdict")
  columns what measured expected verdict
  row writes "$(whole "${fields[1]}")" '' ''
  row 'answers read' "$(whole "${fields[2]}")" '' ''
  row 'of them from the cache' "$(whole "${fields[3]}") ($(calc "100 * ${fields[3]} / ${fields[2]}" %.0f) %)" '' ''
  row 'values seen and checked' "$(whole "${fields[4]}")" '' ''
  if [ "$1" = 0 ]; then
    judgement=$(verdict "${fields[5]}" at-most 0)
    row 'older than a write that had been answered' "$(whole "${fields[5]}")" 0 "$judgement"
    row 'by a write without an answer' "$(whole "${fields[6]}")" 0 "$(verdict "${fields[6]}" at-most 0)"
  else
    judgement='found out'
    [ "${fields[5]}" -gt 0 ] || judgement='**not found out**'
    row 'older than a write that had been answered' "$(whole "${fields[5]}")" '> 0' "$judgement"
  fi
  note "  $(whole "${fields[1]}") writes, $(whole "${fields[2]}") reads, $(whole "${fields[5]}") stale values"
  line ''
  columns read answers 'from the cache' 'stale values'
  while IFS=$'\t' read -ra fields; do
    row "${fields[1]}" "$(whole "${fields[2]}")" "$(whole "${fields[3]}")" "$(whole "${fields[4]}")"
  done < <(grep '^route' "$scratch/verdict")
  ! grep -q '^example' "$scratch/verdict" || line ''
  while IFS=$'\t' read -ra fields; do
    line "- ${fields[1]}"
  done < <(grep '^example' "$scratch/verdict" | head -n 5)
}
