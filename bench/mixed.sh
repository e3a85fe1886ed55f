# ./brisk bench mixed

# shellcheck source=bench/java.sh
. "$bench/java.sh"

# Each looks at or changes ten things with two seconds between them, so that so many arrive as leave.
people=100
visit_seconds=20
burst_minutes=3
step_seconds=20
steps=(100 200 400 800 1600 2400 3200 4800 6400)

measure_mixed() {
  has psql || fail "the measurement needs psql"
  local size=${contacts##*,} home
  home=${data:-$scratch/homes}/contacts-$size
  build_bench
  note "starting with $(whole "$size") contacts"
  start_brisk brisk "$home" --demo.size "$size"
  use_database "$home"
  server_version=$(query -c 'SHOW server_version')
  what_is_asked_for
  work
  bursts
  saturation
}

# Lists of what is asked for, the most popular first, in $scratch/asked.
what_is_asked_for() {
  local asked=$scratch/asked workspace email
  mkdir -p "$asked"
  workspace=$(query -c "SELECT workspace_id FROM aggregates WHERE subject = 'contacts' AND dimension = 'total'
                        ORDER BY amount DESC LIMIT 1")
  while read -r email; do
    new_token "$brisk_url" "$email" "$workspace"
  done < <(query -c "SELECT u.email FROM users u
                     JOIN aggregates a ON a.workspace_id = u.workspace_id AND a.subject = 'contacts'
                      AND a.dimension = 'owner' AND a.key = u.id::text
                     WHERE u.workspace_id = '$workspace' AND u.active ORDER BY a.amount DESC LIMIT 30") >"$asked/tokens"
  query -c "SELECT id FROM contacts WHERE workspace_id = '$workspace' AND deleted_at IS NULL ORDER BY md5(id::text) LIMIT 20000" \
    >"$asked/contacts"
  query -c "SELECT id FROM companies WHERE workspace_id = '$workspace' AND deleted_at IS NULL ORDER BY md5(id::text) LIMIT 5000" \
    >"$asked/companies"
  query -c "SELECT id FROM deals WHERE workspace_id = '$workspace' AND deleted_at IS NULL AND status = 'open'
            ORDER BY md5(id::text) LIMIT 5000" >"$asked/deals"
  query -c "SELECT id FROM pipelines WHERE workspace_id = '$workspace' AND deleted_at IS NULL" >"$asked/pipelines"
  query -c "SELECT DISTINCT ON (md5(term)) term FROM (
              SELECT split_part(name, ' ', 2) AS term FROM contacts WHERE workspace_id = '$workspace' LIMIT 5000) t
            WHERE term ~ '^[A-Za-z]{3,}\$' ORDER BY md5(term) LIMIT 500" >"$asked/names"
}

# gatling PHASE RATE SECONDS: leaves lines of results in $scratch/mixed-PHASE-RATE
gatling() {
  "$JAVA_HOME/bin/java" -Xmx512m -XX:+UseParallelGC --add-opens=java.base/java.lang=ALL-UNNAMED \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dgatling.data.console.writePeriod=3600 -Dbench.url="$brisk_url" -Dbench.data="$scratch/asked" -Dbench.phase="$1" \
    -Dbench.rate="$2" -Dbench.seconds="$3" -Dbench.out="$scratch/mixed-$1-$2" \
    -cp "$bench_target/classes:$bench_target/lib/*" io.gatling.app.Gatling \
    -s brisk.bench.mixed.MixedSimulation -rf "$scratch/gatling" -nr >"$scratch/gatling.log" 2>&1 ||
    fail "Gatling failed: $(tail -n 5 "$scratch/gatling.log")"
}

# watch_server FILE: a line a second with seconds, CPU ticks, RSS in MB, busy connections, all connections, cached bytes. Whoever
# asks how busy the connections are needs one: where no answer comes, all of them are busy.
watch_server() {
  local health ticks active most bytes=0 started=$SECONDS
  while true; do
    health=$(curl -sS --max-time 2 "$brisk_url/api/health?detailed=true" 2>/dev/null || true)
    ticks=$(awk '{ print $14 + $15 }' "/proc/$brisk_pid/stat" 2>/dev/null) || return 0
    active=$(member connectionsActive "$health")
    most=1
    if [ -n "$active" ]; then
      most=$(member connectionsMax "$health")
      bytes=$(member bytes "$health")
    fi
    echo "$((SECONDS - started)) $ticks $(resident "$brisk_pid") ${active:-1} $most $bytes"
    pause 1
  done >"$1"
}

watching() {
  watch_server "$1" &
  watcher=$!
  processes+=("$watcher")
}

stop_watching() {
  kill "$watcher" 2>/dev/null || true
  wait "$watcher" 2>/dev/null || true
}

work() {
  local rate fields all errors rate_of_hits pool
  rate=$(calc "$people / $visit_seconds" %.1f)
  note "$people people at work for $minutes min"
  watching "$scratch/watched"
  gatling work "$rate" $((minutes * 60))
  stop_watching
  section "$people people at work for $minutes minutes"
  line "$(whole "$size") contacts; Gatling, open arrivals: $rate people a second, each with $((visit_seconds / 2)) requests and one to three"
  line "seconds between them, nine of ten reads, records and terms by Zipf's law, $(wc -l <"$scratch/asked/tokens") users. The first 30 s are"
  line "not counted. Milliseconds as the client sees them, compressed answers."
  line ''
  columns endpoint requests 'requests/s' p50 p95 p99 longest errors 'hit rate'
  while IFS=$'\t' read -ra fields; do
    row "${fields[0]}" "$(whole "${fields[1]}")" "${fields[2]}" "${fields[3]}" "${fields[4]}" "${fields[5]}" "${fields[6]}" \
      "${fields[7]}" "$([ "${fields[8]}" = 0 ] || calc "100 * ${fields[9]} / ${fields[8]}" '%.1f %%')"
  done <"$scratch/mixed-work-$rate"
  IFS=$'\t' read -ra all < <(head -n 1 "$scratch/mixed-work-$rate")
  errors=$(calc "100 * ${all[7]} / ${all[1]}" %.3f)
  rate_of_hits=$(calc "100 * ${all[9]} / ${all[8]}" %.1f)
  pool=$(mixed_pool "$scratch/watched" $((minutes * 60)))
  line ''
  columns what measured budget verdict
  row 'error rate' "$errors %" '< 0.1 %' "$(verdict "$errors" at-most 0.0999)"
  row 'hit rate of what is cached' "$rate_of_hits %" '> 90 %' "$(verdict "$rate_of_hits" at-least 90.0001)"
  row 'connections in use, mean of a look each second (most at once)' \
    "$pool % ($(awk '$4 > most { most = $4 } $5 > all { all = $5 } END { print most + 0 " of " all + 0 }' "$scratch/watched"))" '< 80 %' \
    "$(verdict "$pool" at-most 79.99)"
  row 'RSS, mean and highest' "$(awk '{ sum += $3; n++ } END { printf "%.0f", sum / n }' "$scratch/watched"), $(peak "$brisk_pid") MB" \
    '<= 350 MB' "$(verdict "$(peak "$brisk_pid")" at-most 350)"
  row 'cached answers' "$(calc "$(awk '$6 > most { most = $6 } END { print most + 0 }' "$scratch/watched") / 1048576" %.1f) MiB" '<= 48 MiB' ''
  row 'CPU of the server process, of one core' "$(mixed_cpu "$scratch/watched" $((minutes * 60))) %" '' ''
  line ''
  columns minute 'CPU, of one core' 'RSS, MB' 'connections in use' 'cached answers, MiB'
  while read -ra fields; do
    row "${fields[@]}"
  done < <(awk -v ticks="$(getconf CLK_TCK)" '
    function flush() {
      if (n) {
        printf "%d %.0f%% %.0f %.0f%% %.1f\n", minute + 1, (t > from ? 100 * (c - began) / ticks / (t - from) : 0), rss / n,
          100 * busy / n, bytes / n / 1048576
      }
      n = rss = busy = bytes = 0
    }
    int($1 / 60) != minute || NR == 1 { flush(); minute = int($1 / 60); from = $1; began = $2 }
    NF >= 6 && $5 > 0 { t = $1; c = $2; n++; rss += $3; busy += $4 / $5; bytes += $6 }
    END { flush() }' "$scratch/watched")
  note "  hit rate $rate_of_hits %, errors $errors %, p95 ${all[4]} ms"
}

# mixed_cpu FILE [SECONDS]: percent of a core, over all of it or over the last seconds.
mixed_cpu() {
  awk -v ticks="$(getconf CLK_TCK)" -v last="${2:-1000000}" '
    { t[NR] = $1; c[NR] = $2 }
    END {
      for (from = NR; from > 1 && t[NR] - t[from - 1] <= last; from--);
      printf "%.0f", (t[NR] > t[from] ? 100 * (c[NR] - c[from]) / ticks / (t[NR] - t[from]) : 0)
    }' "$1"
}

# mixed_pool FILE [SECONDS]: connections in use in percent, the mean.
mixed_pool() {
  awk -v last="${2:-1000000}" '
    NF >= 5 && $5 > 0 { n++; t[n] = $1; busy[n] = $4 / $5 }
    END {
      for (i = n; i > 0 && t[n] - t[i] <= last; i--) { sum += busy[i]; looks++ }
      printf "%.1f", (looks ? 100 * sum / looks : 0)
    }' "$1"
}

bursts() {
  local fields count=$burst_minutes
  [ "$minutes" -ge 5 ] || count=1
  note "bursts of 500 requests, $count of them, one a minute"
  gatling burst 0 $((count * 60))
  IFS=$'\t' read -ra fields < <(head -n 1 "$scratch/mixed-burst-0")
  section "Bursts of 500 requests at once"
  line "$count of them, one a minute, of the same mixture. Milliseconds."
  line ''
  columns requests p50 p95 p99 longest errors 'hit rate'
  row "$(whole "${fields[1]}")" "${fields[3]}" "${fields[4]}" "${fields[5]}" "${fields[6]}" "${fields[7]}" \
    "$(calc "100 * ${fields[9]} / ${fields[8]}" '%.1f %%')"
}

# Rates that rise until the answers come late: the knee is the last rate at which they do not.
saturation() {
  local rate fields knee=0 seconds_of_step=$step_seconds offered
  [ "$minutes" -ge 2 ] || seconds_of_step=5
  section "Until it no longer keeps up"
  line "The same mixture without pauses, $seconds_of_step s at each rate after 8 s of rising to it, the generator on the same machine. The knee is the highest rate"
  line "at which 95 % are answered within 100 ms and less than 0.1 % fail."
  line ''
  columns 'requests/s offered' answered p50 p95 p99 errors 'hit rate' 'CPU of the server' 'busy connections'
  for rate in "${steps[@]}"; do
    watching "$scratch/watched-step"
    gatling step "$rate" "$seconds_of_step"
    stop_watching
    IFS=$'\t' read -ra fields < <(head -n 1 "$scratch/mixed-step-$rate")
    row "$(whole "$rate")" "$(whole "${fields[2]}")" "${fields[3]}" "${fields[4]}" "${fields[5]}" "${fields[7]}" \
      "$(calc "100 * ${fields[9]} / (${fields[8]} + 1e-9)" '%.1f %%')" "$(mixed_cpu "$scratch/watched-step" "$seconds_of_step") %" \
      "$(mixed_pool "$scratch/watched-step" "$seconds_of_step") %"
    note "  $rate/s: p95 ${fields[4]} ms, ${fields[7]} errors"
    if holds "${fields[4]} > 100 || ${fields[7]} > 0.001 * ${fields[1]}"; then
      break
    fi
    knee=$rate
  done
  line ''
  line "The knee: **$(whole "$knee") requests/s**."
}
