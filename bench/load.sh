# Load by wrk, and what it is compared with: nginx that serves the same bytes, pgbench that sends the same SQL.
# They use of the server under test: url, tokens, home, size.

# load URL CONNECTIONS [REQUESTS]: sets result to requests/s, errors, p50, p95, p99 and the longest, in milliseconds.
load() {
  local threads=2
  [ "$2" -ge 8 ] || threads=1
  BENCH_REQUESTS=${3:-} wrk -t"$threads" -c"$2" -d"${load_seconds:-$seconds}s" --timeout 10s --latency \
    -H "Authorization: Bearer ${tokens[0]}" -s "$bench/load.lua" "$1" >"$scratch/wrk" 2>&1 ||
    fail "wrk failed: $(tail -n 3 "$scratch/wrk")"
  read -ra result < <(awk '/^RESULT/ { print $2 / $3 * 1e6, $4, $5 / 1000, $6 / 1000, $7 / 1000, $8 / 1000 }' "$scratch/wrk")
}

# First some traffic that nobody measures: the JVM compiles what it runs, PostgreSQL reads its pages. On two cores the
# compiler needs a while: at 500 requests a second it is not done after ten seconds.
warm_up() {
  load_seconds=20 load "$@"
}

# nginx as one would set it up to be fast, in a folder of its own.
start_nginx() {
  nginx_port=
  mkdir -p "$scratch/www" "$scratch/nginx"
  has nginx || return 0
  nginx_port=$(free_port)
  local user=
  [ "$(id -u)" != 0 ] || user='user root;'
  cat >"$scratch/nginx.conf" <<CONF
$user
worker_processes 2;
daemon off;
pid $scratch/nginx/pid;
error_log $scratch/nginx/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nodelay on;
  gzip off;
  keepalive_timeout 300;
  keepalive_requests 1000000000;
  default_type application/json;
  client_body_temp_path $scratch/nginx/a;
  proxy_temp_path $scratch/nginx/b;
  fastcgi_temp_path $scratch/nginx/c;
  uwsgi_temp_path $scratch/nginx/d;
  scgi_temp_path $scratch/nginx/e;
  server {
    listen 127.0.0.1:$nginx_port;
    root $scratch/www;
  }
}
CONF
  nginx -p "$scratch/nginx" -c "$scratch/nginx.conf" 2>"$scratch/nginx/start.log" &
  processes+=($!)
  pause 0.5
  kill -0 $! 2>/dev/null || fail "nginx does not start: $(cat "$scratch/nginx/start.log")"
}

# against_pgbench ROUTE BUDGET
against_pgbench() {
  route_requests=$scratch/$1-$size.requests
  local name=
  if has pgbench && capture "$1"; then
    best_clients
    name="\`-c $clients\`"
  fi
  warm_up "$url" $miss_connections "$route_requests"
  compare miss_brisk ${name:+miss_pgbench}
  ! has pgbench || query -c 'SET client_min_messages = warning; DROP SCHEMA IF EXISTS bench CASCADE'
  compared "${title[$1]}${name:+ (pgbench $name)}" "$2"
}

miss_brisk() {
  load "$url" $miss_connections "$route_requests"
}

miss_pgbench() {
  run_pgbench "$clients" "$seconds"
}

# run_pgbench CLIENTS SECONDS: sets result to transactions/s and how many failed.
run_pgbench() {
  pgbench -n -M prepared -c "$1" -j 2 -T "$2" "${pgbench_arguments[@]}" >"$scratch/pgbench" 2>&1 ||
    fail "pgbench failed: $(grep -m 1 error "$scratch/pgbench" || tail -n 3 "$scratch/pgbench")"
  read -ra result < <(awk '/^tps =/ { tps = $3 } /^number of failed transactions:/ { failed = $5 }
    END { print tps, failed + 0 }' "$scratch/pgbench")
}

best_clients() {
  local candidate best=0
  for candidate in 4 8 16; do
    run_pgbench "$candidate" 2
    if holds "${result[0]} > $best"; then
      best=${result[0]}
      clients=$candidate
    fi
  done
}

# capture ROUTE: sends every request of the route once, reads from PostgreSQL's log what Brisk sent for it, and sets
# pgbench_arguments to scripts that send the same.
capture() {
  local route=$1 directory=$scratch/sql-$1-$size log=$home/postgres.log from count
  rm -rf "$directory"
  mkdir "$directory"
  count=$(wc -l <"$route_requests")
  from=$(wc -c <"$log")
  query -c "ALTER SYSTEM SET log_line_prefix = '<%a> '" -c "ALTER SYSTEM SET log_statement = 'all'" \
    -c 'SELECT pg_reload_conf()' >/dev/null
  pause 0.3
  send_each "$route_requests"
  query -c 'ALTER SYSTEM RESET log_line_prefix' -c 'ALTER SYSTEM RESET log_statement' -c 'SELECT pg_reload_conf()' >/dev/null
  tail -c "+$((from + 1))" "$log" | awk -v app=brisk -v out="$directory" -f "$bench/statements.awk"
  # What send_each made of {number} becomes it again.
  ! grep -q '{number}' "$route_requests" || sed -i -E "s/$sent_numbers[0-9]{5}/{number}/g" "$directory"/*.values
  scripts_of "$directory" "$count"
}

# send_each REQUESTS: one after the other, over one connection; {number} is one that only this request has
sent_numbers=98765
send_each() {
  awk -F '\t' -v url="$url" -v numbers="$sent_numbers" '
    NR > 1 { print "next" }
    {
      printf "url = \"%s%s\"\noutput = /dev/null\nheader = \"Authorization: Bearer %s\"\n", url, $3, $2
      if ($4 != "") {
        body = $4
        gsub(/\{number\}/, sprintf("%s%05d", numbers, NR), body)
        gsub(/["\\]/, "\\\\&", body)
        printf "header = \"Content-Type: application/json\"\ndata = \"%s\"\n", body
      }
    }' "$1" >"$scratch/curl"
  curl -sS --fail -K "$scratch/curl" || fail "a request of $1 failed"
}

# scripts_of DIRECTORY COUNT: what every request ran, and of what only some ran, one each, become a script for each of these, weighted by
# how often it ran. What else ran meanwhile, such as jobs, is rare. Returns 1 where what ran is neither: the route is then measured
# without a comparison.
scripts_of() {
  local directory=$1 count=$2 number times least same some sum
  pgbench_arguments=()
  query -c 'SET client_min_messages = warning; DROP SCHEMA IF EXISTS bench CASCADE' -c 'CREATE SCHEMA bench'
  for least in 1 $((count / 10)); do
    same=() some=() sum=0
    while read -r number times; do
      if [ "$times" = "$count" ]; then
        same+=("$number")
      elif ((times >= least)) && ! grep -qE 'scheduled_tasks|aggregate_deltas -- every|api_tokens|sessions' "$directory/$number.sql"; then
        some+=("$number")
        sum=$((sum + times))
      fi
    done <"$directory/counts"
    if [ "$sum" = 0 ] && [ ${#same[@]} -gt 0 ]; then
      script_of "$directory" "$count" 1 "${same[@]}"
      return
    elif [ "$sum" = "$count" ]; then
      for number in "${some[@]}"; do
        times=$(wc -l <"$directory/$number.values")
        script_of "$directory" "$times" "$times" "$number" "${same[@]}" || return 1
      done
      return
    fi
  done
  note "what else ran hides the statements of $count requests: $(tr '\n' ',' <"$directory/counts")"
  return 1
}

# script_of DIRECTORY LINES WEIGHT NUMBERS...
script_of() {
  local directory=$1 lines=$2 weight=$3 number script variable
  shift 3
  script=$directory/script-$1
  printf '\\set n random(1, %s)\n\\set number random(7000000000, 7999999999)\n' "$lines" >"$script"
  for number in "$@"; do
    ! grep -qE "[^:]:[A-Za-z_]" "$directory/$number.sql" || fail "pgbench would take a part of this for a variable: $directory/$number.sql"
    {
      echo 'PREPARE captured AS'
      cat "$directory/$number.sql"
      echo ';'
      echo "SELECT unnest(parameter_types) FROM pg_prepared_statements WHERE name = 'captured'"
    } | query -f - >"$directory/$number.types" || return 1
    : >"$directory/v$number.variables"
    : >"$directory/v$number.functions"
    awk -v name="v$number" -v out="$directory" -f "$bench/pgbench.awk" \
      "$directory/$number.sql" "$directory/$number.types" "$directory/$number.values"
    cat "$directory/v$number.pgbench" >>"$script"
    while IFS= read -r variable; do
      pgbench_arguments+=(-D "$variable")
    done <"$directory/v$number.variables"
    query -f "$directory/v$number.functions" >/dev/null || return 1
  done
  pgbench_arguments+=(-f "$script@$weight")
}

# growth_table ROUTES...: each at all sizes that have requests for it, past the cache and from it.
growth_connections=2
growth_budget=1.5
growth_table() {
  local route percentile size_
  line "Milliseconds, medians of $rounds alternating rounds of $seconds s, wrk -t1 -c$growth_connections. Cold is past the cache,"
  line "warm are the same requests after that. The factor is that of the medians, $(whole "$largest") against $(whole "${sizes[0]}")."
  line ''
  local names=(route cache)
  for percentile in p50 p95 p99; do
    for size_ in "${sizes[@]}"; do
      names+=("$percentile at $(whole "$size_")")
    done
    names+=("factor of $percentile")
  done
  columns "${names[@]}" budget verdict
  for route in "$@"; do
    [ -s "$scratch/$route-${sizes[0]}.requests" ] && [ -s "$scratch/$route-$largest.requests" ] || continue
    for size_ in "${sizes[@]}"; do
      select_size "$size_"
      ! grep -q '^GET' "$scratch/$route-$size.requests" || send_each "$scratch/$route-$size.requests" # or it comes from the disk
      sed 's/[?&]refresh=true$//; s/[?&]refresh=true\t/\t/' "$scratch/$route-$size_.requests" >"$scratch/$route-$size_.warm"
    done
    growth_of "$route" cold requests
    ! grep -q refresh=true "$scratch/$route-$largest.requests" || growth_of "$route" warm warm
  done
}

# growth_of ROUTE CACHE KIND: a row from the files of requests of that kind. The first round is not counted: it warms up.
growth_of() {
  local round size_ percentile factor factor50 cells=("${title[$1]}" "$2")
  local -A times=()
  for ((round = 0; round <= rounds; round++)); do
    for size_ in "${sizes[@]}"; do
      select_size "$size_"
      load "$url" $growth_connections "$scratch/$1-$size.$3"
      ! holds "${result[1]} > 0.01 * ${result[0]} * $seconds" || fail "$1 at $size: ${result[1]} requests failed"
      [ "$round" != 0 ] || continue
      times[p50-$size_]+=" ${result[2]}" times[p95-$size_]+=" ${result[3]}" times[p99-$size_]+=" ${result[4]}"
    done
  done
  for percentile in p50 p95 p99; do
    for size_ in "${sizes[@]}"; do
      # shellcheck disable=SC2086
      cells+=("$(calc "$(median ${times[$percentile-$size_]})")")
    done
    # shellcheck disable=SC2086
    factor=$(calc "$(median ${times[$percentile-$largest]}) / $(median ${times[$percentile-${sizes[0]}]})" %.4f)
    cells+=("$(calc "$factor")")
    [ "$percentile" != p50 ] || factor50=$factor
  done
  row "${cells[@]}" "<= $growth_budget" "$(verdict "$factor50" at-most $growth_budget)"
  note "  growth of ${title[$1]}, $2: $(calc "$factor50")"
}

# send_file TARGET: imports the CSV file with token; sets import_seconds and import_state, the job's last state as JSON.
send_file() {
  local id started=${EPOCHREALTIME/,/.}
  import_state=$(curl -sS -H "Authorization: Bearer $token" -H 'Content-Type: text/csv' -T "$file" -X POST \
    "$url/api/imports?target=$1&fileName=bench.csv")
  id=$(member id "$import_state")
  [ -n "$id" ] || fail "the file was refused: $import_state"
  while true; do
    import_state=$(curl -sS -H "Authorization: Bearer $token" "$url/api/imports/$id")
    case $import_state in
      *'"state":"done"'*) break ;;
      *'"state":"failed"'* | *'"state":"cancelled"'*) fail "the import failed: $import_state" ;;
    esac
    pause 0.02
  done
  import_seconds=$(calc "${EPOCHREALTIME/,/.} - $started" %.3f)
}
