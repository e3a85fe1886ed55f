# ./brisk bench usual

# shellcheck source=bench/java.sh
. "$bench/java.sh"

usual_connections=8

measure_usual() {
  has psql || fail "the comparison needs psql"
  local size=${contacts%%,*} home tokens=() email fields group=
  home=${data:-$scratch/homes}/contacts-$size
  build_bench
  note "starting with $(whole "$size") contacts"
  start_brisk brisk "$home" --demo.size "$size"
  use_database "$home"
  server_version=$(query -c 'SHOW server_version')
  for email in admin seller ps; do
    tokens+=("$(new_token "$brisk_url" "$email@brisk.example")")
  done
  # Whole tables as objects, several times at once.
  bench_heap=3g java_of_bench brisk.bench.usual.Comparison "$brisk_url" "jdbc:postgresql://$PGHOST:$PGPORT/$PGDATABASE" "$PGUSER" \
    "$PGPASSWORD" "$rounds" "$seconds" "$usual_connections" "$only" "${tokens[@]}" >"$scratch/usual"
  section "Before and after: the usual server and Brisk on the same database"
  line "$(whole "$size") contacts, $usual_connections connections, medians of $rounds alternating rounds of $seconds s against each. *Before* is"
  line "\`bench/src/main/java/brisk/bench/usual\`: the same database and answers, written with the habits that make such servers slow (one"
  line "more statement per row, a statement per count, everything fetched and cut or added up in code, LIKE scans, no cache, mail sent"
  line "before the answer); each habit is named in its code. Both gave the same records in the same order, or the same figures, before"
  line "they were measured. *After* is Brisk as it runs, with its cache; statements are per request, in brackets those of a miss. *On a"
  line "miss* is the same past the cache (\`?refresh=true\`)."
  while IFS=$'\t' read -ra fields; do
    if [ "${fields[1]}" != "$group" ]; then
      group=${fields[1]}
      section "$group"
      columns route 'before, p50 ms' 'requests/s' 'after, p50 ms' 'requests/s' 'on a miss, p50 ms' 'times faster' 'statements before' after 'hit rate'
    fi
    if [ "${fields[0]}" = different ]; then
      row "${fields[2]}" "**answers differ:** ${fields[3]//|//}" '' '' '' '' '' '' '' ''
      continue
    fi
    row "${fields[2]}" "${fields[3]}" "$(usual_rate "${fields[4]}")" "${fields[5]}" "$(usual_rate "${fields[6]}")" \
      "${fields[7]}" "**$(usual_rate "${fields[8]}")** ($(usual_rate "${fields[9]}")-$(usual_rate "${fields[10]}"))" \
      "$(whole "${fields[11]}")" "${fields[12]} (${fields[13]})" \
      "${fields[14]} %$([ "${fields[15]}" = 0 ] || echo ", **${fields[15]} errors**")"
  done < <(grep -E '^(row|different)' "$scratch/usual")
}

# usual_rate NUMBER: with a fraction where it is small
usual_rate() {
  if holds "$1 < 20"; then
    echo "$1"
  else
    whole "$1"
  fi
}
