# ./brisk bench reads

# The requests of a route are drawn from this many variants. pgbench takes their values from constant arrays, in which text
# is found by walking, so there are fewer variants of those with text.
declare -A variants=([my-500]=240 [search]=100 [record]=2000 [list]=20 [timeline]=500 [create]=100)
routes=(my-500 search record list timeline)
declare -A title=([my-500]='My-500, a page of 20' [search]='search' [record]='contact record'
  [list]='contact list, 50 a page' [timeline]='timeline of a contact' [create]='contact creation')
# What is read from aggregates and from indexes of deals; measured where the database has deals.
sales_routes=(dashboard pipeline-stats board deals company)
variants+=([dashboard]=100 [pipeline-stats]=60 [board]=40 [deals]=40 [company]=200)
title+=([dashboard]='dashboard' [pipeline-stats]='figures of a pipeline' [board]='board, 20 deals a stage'
  [deals]='deal list, 50 a page' [company]="a company's figures")
declare -A miss_budget=([my-500]=0.7 [search]=0.7 [record]=0.35 [create]=0.6)

hit_connections=32
miss_connections=16
growth_connections=2
growth_budget=1.5
term_budget_millis=20

measure_reads() {
  local size sizes
  IFS=, read -ra sizes <<<"$contacts"
  largest=${sizes[-1]}
  for size in "${sizes[@]}"; do
    note "starting with $(whole "$size") contacts"
    prepare "$size"
  done
  if has wrk; then
    ! wants hits || hits
    if has psql; then
      ! wants misses || misses
      ! wants growth || [ ${#sizes[@]} = 1 ] || growth
      ! wants terms || terms
      ! wants create || creation
    fi
  fi
  footprint
  for size in "${sizes[@]}"; do
    [ "$size" = "$largest" ] || stop_brisk "b$size"
  done
  ! wants start || start_time
}

wants() {
  [[ ,$only, == *",$1,"* ]]
}

home_of() {
  echo "${data:-$scratch/homes}/contacts-$1"
}

url_of() {
  local name=b$1_url
  echo "${!name}"
}

# select_size SIZE: the rest of the script talks to that server and its database.
select_size() {
  size=$1
  url=$(url_of "$size")
  home=$(home_of "$size")
  use_database "$home"
  workspace=$(cat "$scratch/workspace-$size" 2>/dev/null || true)
  IFS=$'\n' read -rd '' -a tokens <"$scratch/tokens-$size" || true
}

# --- what is asked for -----------------------------------------------------------------------------------------------

prepare() {
  start_brisk "b$1" "$(home_of "$1")" --demo.size "$1"
  size=$1
  url=$(url_of "$size")
  if ! has psql; then
    new_token "$url" "${BENCH_EMAIL:-seller@brisk.example}" >"$scratch/tokens-$size"
    return
  fi
  use_database "$(home_of "$size")"
  server_version=$(query -c 'SHOW server_version')
  workspace=$(query -c "SELECT workspace_id FROM aggregates WHERE subject = 'contacts' AND dimension = 'total'
                        ORDER BY amount DESC LIMIT 1")
  [ -n "$workspace" ] || fail "the database has no contacts"
  echo "$workspace" >"$scratch/workspace-$size"
  local email
  while read -r email; do
    new_token "$url" "$email" "$workspace"
  done < <(query -c "SELECT u.email FROM users u
                     JOIN aggregates a ON a.workspace_id = u.workspace_id AND a.subject = 'contacts'
                      AND a.dimension = 'owner' AND a.key = u.id::text
                     WHERE u.workspace_id = '$workspace' AND u.active AND a.amount >= 100
                     ORDER BY a.amount DESC LIMIT 24") >"$scratch/tokens-$size"
  IFS=$'\n' read -rd '' -a tokens <"$scratch/tokens-$size" || true
  [ ${#tokens[@]} -gt 0 ] || fail "nobody owns 100 contacts"
  local route
  for route in "${routes[@]}"; do
    "requests_$route" >"$scratch/$route-$size.requests"
  done
  [ -n "$(query -c "SELECT 1 FROM deals WHERE workspace_id = '$workspace' LIMIT 1")" ] || return 0
  for route in "${sales_routes[@]}"; do
    "requests_$route" >"$scratch/$route-$size.requests"
  done
}

# get PATH [TOKEN]: a line for load.lua that bypasses and refills the cache
get() {
  local separator='?'
  [[ $1 != *'?'* ]] || separator='&'
  printf 'GET\t%s\t%s%srefresh=true\n' "${2:-${tokens[0]}}" "$1" "$separator"
}

requests_my-500() {
  local i
  for ((i = 0; i < ${variants[my-500]}; i++)); do
    get "/api/my-500?page=$((RANDOM % 25 + 1))" "${tokens[i % ${#tokens[@]}]}"
  done
}

requests_list() {
  local page
  for ((page = 1; page <= ${variants[list]}; page++)); do
    get "/api/contacts?limit=50&page=$page"
  done
}

requests_record() {
  local id
  while read -r id; do
    get "/api/contacts/$id"
  done < <(sample_ids "${variants[record]}")
}

requests_timeline() {
  local id
  while read -r id; do
    get "/api/timeline?contactId=$id"
  done < <(sample_ids "${variants[timeline]}")
}

owner_ids() {
  query -c "SELECT id FROM users WHERE workspace_id = '$workspace' AND active ORDER BY id LIMIT 20"
}

# Everybody's figures and those of each owner, in equal parts, for each period.
requests_dashboard() {
  local owners owner period i=0
  IFS=$'\n' read -rd '' -a owners < <(owner_ids) || true
  while ((i < ${variants[dashboard]})); do
    for period in week month quarter year; do
      owner=${owners[i % ${#owners[@]}]}
      get "/api/dashboard?period=$period"
      get "/api/dashboard?period=$period&ownerId=$owner"
      i=$((i + 2))
    done
  done
}

requests_pipeline-stats() {
  local owner
  while read -r owner; do
    get "/api/deals/pipeline-stats"
    get "/api/deals/pipeline-stats?ownerId=$owner"
    get "/api/deals/pipeline-stats?ownerId=$owner&from=$(date -d '-40 days' +%F)"
  done < <(owner_ids)
}

requests_board() {
  local pipeline owner
  pipeline=$(query -c "SELECT id FROM pipelines WHERE workspace_id = '$workspace' AND deleted_at IS NULL
                       ORDER BY position, id LIMIT 1")
  while read -r owner; do
    get "/api/pipelines/$pipeline/board?include=company,owner"
    get "/api/pipelines/$pipeline/board?include=company,owner&ownerId=$owner"
  done < <(owner_ids)
}

requests_deals() {
  local page
  for ((page = 1; page <= 20; page++)); do
    get "/api/deals?limit=50&page=$page"
    get "/api/deals?limit=50&status=open&sort=expectedClose&page=$page"
  done
}

requests_company() {
  local id
  while read -r id; do
    get "/api/companies/$id/analytics"
    get "/api/companies/$id/deals-summary"
  done < <(query -c "SELECT d.company_id FROM deals d WHERE d.workspace_id = '$workspace' AND d.company_id IS NOT NULL
                     ORDER BY d.id DESC LIMIT ${variants[company]}")
}

# What people type, in equal parts: a full name, the beginning of a name, a part of one, a company, the end of a number.
requests_search() {
  local term
  while read -r term; do
    get "/api/search?q=$term"
  done < <(
    for class in rare prefix substring company phone; do
      sample_terms "$class" $((${variants[search]} / 5))
    done
  )
}

sample_ids() {
  query -c "$(sample "$1") SELECT id FROM sample"
}

# sample N: the beginning of a statement over N contacts from all over the table, without reading all of it.
sample() {
  local percent
  percent=$(calc "100 * 20 * $1 / $size < 100 ? 100 * 20 * $1 / $size : 100" %.4f)
  echo "WITH sample AS (
    SELECT * FROM contacts TABLESAMPLE bernoulli ($percent)
    WHERE workspace_id = '$workspace' AND deleted_at IS NULL ORDER BY random() LIMIT $1)"
}

# sample_terms CLASS N: search texts, percent-encoded; letters and digits only, so that no script has to quote them.
sample_terms() {
  local expression
  case $1 in
    rare) expression="name" ;;
    prefix) expression="left(split_part(name, ' ', 2), 4)" ;;
    substring) expression="substr(split_part(name, ' ', 1), 2, 4)" ;;
    company) expression="organisation" ;;
    phone) expression="right(regexp_replace(phones -> 0 ->> 'typed', '[^0-9]', '', 'g'), 7)" ;;
    short) expression="left(name, 2)" ;;
    none)
      query -c "SELECT 'zq' || substr(translate(md5(i::text), '0123456789', 'xjkvwqzxjk'), 1, 6) FROM generate_series(1, $2) i"
      return
      ;;
    common)
      query -c "$(sample 2000)
        SELECT word FROM sample, regexp_split_to_table(lower(name || ' ' || coalesce(organisation, '')), '[^a-z]+') word
        WHERE length(word) > 3 GROUP BY word ORDER BY count(*) DESC LIMIT $2"
      return
      ;;
  esac
  query -c "$(sample $(($2 * 20)))
    SELECT replace(term, ' ', '%20') FROM (SELECT DISTINCT $expression AS term FROM sample) terms
    WHERE term ~ '^[A-Za-z0-9 ]{2,60}\$' ORDER BY random() LIMIT $2"
}

# --- running -----------------------------------------------------------------------------------------------------------

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

# --- hits against nginx --------------------------------------------------------------------------------------------------

hits() {
  select_size "$largest"
  section "Hits, against nginx serving the same bytes from a file"
  line "Requests a second, median (lowest-highest) of $rounds alternating rounds of $seconds s, wrk -t2 -c$hit_connections,"
  line "$(whole "$size") contacts. Neither side compresses."
  line ''
  columns route bytes Brisk nginx 'ratio pair by pair' budget verdict
  local path id name
  id=$(curl -sS -H "Authorization: Bearer ${tokens[0]}" "$url/api/contacts?limit=1" |
    sed 's/.*"data":\[{"id":"\([^"]*\)".*/\1/')
  name=$(curl -sS -H "Authorization: Bearer ${tokens[0]}" "$url/api/contacts?limit=1" |
    sed 's/.*"name":"\([A-Za-z]*\).*/\1/')
  start_nginx
  for path in '/api/contacts?limit=50' "/api/contacts/$id" /api/my-500 "/api/search?q=$name"; do
    hit "$path"
  done
}

hit() {
  local label bytes
  label=${1/\/"$id"/\/\{id\}}
  label=${label/q=*/q=...}
  hit_url=$url$1
  nginx_url=
  curl -sS -H "Authorization: Bearer ${tokens[0]}" "$hit_url" -o "$scratch/www/body.json"
  bytes=$(wc -c <"$scratch/www/body.json")
  [ -z "$nginx_port" ] || nginx_url=http://127.0.0.1:$nginx_port/body.json
  warm_up "$hit_url" $hit_connections
  compare hit_brisk ${nginx_url:+hit_nginx}
  compared "\`$label\` | $(whole "$bytes")" 0.7
}

hit_brisk() {
  load "$hit_url" $hit_connections
}

hit_nginx() {
  load "$nginx_url" $hit_connections
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

# --- misses against pgbench ------------------------------------------------------------------------------------------------

misses() {
  select_size "$largest"
  section 'Misses, against pgbench -M prepared running the same SQL'
  line "Requests a second with \`?refresh=true\`, median (lowest-highest) of $rounds alternating rounds of $seconds s, wrk -t2"
  line "-c$miss_connections, $(whole "$size") contacts. The SQL and its values are those that PostgreSQL logged for the same"
  line "requests; pgbench uses the number of connections that serves it best."
  line ''
  columns route Brisk pgbench 'ratio pair by pair' budget verdict
  local route
  for route in "${routes[@]}"; do
    against_pgbench "$route" "${miss_budget[$route]:-}"
  done
}

# against_pgbench ROUTE BUDGET
against_pgbench() {
  route_requests=$scratch/$1-$size.requests
  local name=
  if has pgbench; then
    capture "$1"
    best_clients
    name="\`-c $clients\`"
  fi
  warm_up "$url" $miss_connections "$route_requests"
  compare miss_brisk ${name:+miss_pgbench}
  [ -z "$name" ] || query -c 'SET client_min_messages = warning; DROP SCHEMA bench CASCADE'
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
    fail "pgbench failed: $(tail -n 3 "$scratch/pgbench")"
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
  scripts_of "$directory" "$count"
}

# send_each REQUESTS: one after the other, over one connection
send_each() {
  awk -F '\t' -v url="$url" '
    NR > 1 { print "next" }
    {
      printf "url = \"%s%s\"\noutput = /dev/null\nheader = \"Authorization: Bearer %s\"\n", url, $3, $2
      if ($4 != "") {
        body = $4
        gsub(/["\\]/, "\\\\&", body)
        printf "header = \"Content-Type: application/json\"\ndata = \"%s\"\n", body
      }
    }' "$1" >"$scratch/curl"
  curl -sS --fail -K "$scratch/curl" || fail "a request of $1 failed"
}

# scripts_of DIRECTORY COUNT: either every request ran the same statements, which become one script, or each ran one of
# several, which become a script each, weighted by how often it ran. What else ran meanwhile, such as jobs, is rare.
scripts_of() {
  local directory=$1 count=$2 number times same=() some=() sum=0
  while read -r number times; do
    if [ "$times" = "$count" ]; then
      same+=("$number")
    elif ! grep -qE 'scheduled_tasks|aggregate_deltas -- every|api_tokens|sessions' "$directory/$number.sql"; then
      some+=("$number")
      sum=$((sum + times))
    fi
  done <"$directory/counts"
  pgbench_arguments=()
  query -c 'SET client_min_messages = warning; DROP SCHEMA IF EXISTS bench CASCADE' -c 'CREATE SCHEMA bench'
  if [ ${#same[@]} -gt 0 ]; then
    script_of "$directory" "$count" 1 "${same[@]}"
  elif [ "$sum" = "$count" ]; then
    for number in "${some[@]}"; do
      times=$(wc -l <"$directory/$number.values")
      script_of "$directory" "$times" "$times" "$number"
    done
  else
    fail "the statements of $directory do not fit its $count requests: $(tr '\n' ',' <"$directory/counts")"
  fi
}

# script_of DIRECTORY LINES WEIGHT NUMBERS...
script_of() {
  local directory=$1 lines=$2 weight=$3 number script variable
  shift 3
  script=$directory/script-$1
  echo "\\set n random(1, $lines)" >"$script"
  for number in "$@"; do
    ! grep -qE "[^:]:[A-Za-z_]" "$directory/$number.sql" || fail "pgbench would take a part of this for a variable: $directory/$number.sql"
    {
      echo 'PREPARE captured AS'
      cat "$directory/$number.sql"
      echo ';'
      echo "SELECT unnest(parameter_types) FROM pg_prepared_statements WHERE name = 'captured'"
    } | query -f - >"$directory/$number.types"
    : >"$directory/v$number.variables"
    : >"$directory/v$number.functions"
    awk -v name="v$number" -v out="$directory" -f "$bench/pgbench.awk" \
      "$directory/$number.sql" "$directory/$number.types" "$directory/$number.values"
    cat "$directory/v$number.pgbench" >>"$script"
    while IFS= read -r variable; do
      pgbench_arguments+=(-D "$variable")
    done <"$directory/v$number.variables"
    query -f "$directory/v$number.functions" >/dev/null
  done
  pgbench_arguments+=(-f "$script@$weight")
}

# --- growth ------------------------------------------------------------------------------------------------------------

growth() {
  local smallest=${sizes[0]} route round
  section "Growth: the time of a miss at $(whole "$smallest") and at $(whole "$largest") contacts"
  line "Milliseconds, medians of $rounds alternating rounds of $seconds s, wrk -t1 -c$growth_connections."
  line ''
  columns route "p50 at $(whole "$smallest")" "p50 at $(whole "$largest")" factor "p95 at $(whole "$smallest")" \
    "p95 at $(whole "$largest")" factor budget verdict
  for route in "${routes[@]}" "${sales_routes[@]}"; do
    [ -s "$scratch/$route-$smallest.requests" ] && [ -s "$scratch/$route-$largest.requests" ] || continue
    local small50=() small95=() large50=() large95=() factors50=() factors95=()
    for ((round = -1; round < rounds; round++)); do
      select_size "$smallest"
      load "$url" $growth_connections "$scratch/$route-$size.requests"
      small50[round + 1]=${result[2]} small95[round + 1]=${result[3]}
      select_size "$largest"
      load "$url" $growth_connections "$scratch/$route-$size.requests"
      large50[round + 1]=${result[2]} large95[round + 1]=${result[3]}
      factors50[round + 1]=$(calc "${large50[round + 1]} / ${small50[round + 1]}" %.4f)
      factors95[round + 1]=$(calc "${large95[round + 1]} / ${small95[round + 1]}" %.4f)
    done
    # The first round warms up.
    local factor
    factor=$(median "${factors50[@]:1}")
    row "${title[$route]}" "$(calc "$(median "${small50[@]:1}")")" "$(calc "$(median "${large50[@]:1}")")" \
      "$(calc "$factor")" "$(calc "$(median "${small95[@]:1}")")" "$(calc "$(median "${large95[@]:1}")")" \
      "$(calc "$(median "${factors95[@]:1}")")" "<= $growth_budget" "$(verdict "$factor" at-most $growth_budget)"
    note "  growth of ${title[$route]}: $(calc "$factor")"
  done
}

# --- search by class of term ----------------------------------------------------------------------------------------------

terms() {
  select_size "$largest"
  section "Search by what is typed, $(whole "$size") contacts, not from the cache"
  line "Milliseconds at one connection, 20 terms of each class, $seconds s."
  line ''
  columns term example p50 p95 p99 longest budget verdict
  local class example
  for class in rare common prefix substring company phone short none; do
    sample_terms "$class" 20 >"$scratch/terms"
    [ -s "$scratch/terms" ] || continue
    example=$(head -n 1 "$scratch/terms")
    while read -r term; do
      get "/api/search?q=$term"
    done <"$scratch/terms" >"$scratch/terms.requests"
    load_seconds=1 load "$url" 1 "$scratch/terms.requests"
    load "$url" 1 "$scratch/terms.requests"
    row "$class" "${example//%20/ }" "$(calc "${result[2]}")" "$(calc "${result[3]}")" "$(calc "${result[4]}")" \
      "$(calc "${result[5]}")" "p95 < $term_budget_millis" "$(verdict "${result[3]}" at-most $term_budget_millis)"
  done
}

# --- creation --------------------------------------------------------------------------------------------------------------

creation() {
  select_size "$largest"
  section 'Contact creation, against pgbench running the same INSERT'
  line "As above. What was created is deleted afterwards."
  line ''
  columns route Brisk pgbench 'ratio pair by pair' budget verdict
  local i
  for ((i = 0; i < ${variants[create]}; i++)); do
    printf 'POST\t%s\t/api/contacts\t{"name":"Bench %s","emails":["bench%s@brisk.example"],"phones":["+1 202 555 %04d"],"organisation":"Bench","jobTitle":"Producer","source":"bench"}\n' \
      "${tokens[0]}" "$i" "$i" "$i"
  done >"$scratch/create-$size.requests"
  against_pgbench create "${miss_budget[create]}"
  query -c "DELETE FROM contacts WHERE workspace_id = '$workspace' AND source = 'bench' AND organisation = 'Bench'"
}

# --- memory and start ----------------------------------------------------------------------------------------------------------

footprint() {
  select_size "$largest"
  local pid=b${largest}_pid health cache
  health=$(curl -sS "$url/api/health?detailed=true")
  cache=$(member bytes "$health")
  section "Memory and start, $(whole "$size") contacts"
  columns what measured budget verdict
  row 'RSS of the server process after all of the above' "$(resident "${!pid}") MB" '<= 350 MB' \
    "$(verdict "$(resident "${!pid}")" at-most 350)"
  row 'its highest RSS' "$(peak "${!pid}") MB" '<= 350 MB' "$(verdict "$(peak "${!pid}")" at-most 350)"
  row 'cached answers' "$(calc "$cache / 1048576" %.1f) MiB" '<= 48 MiB' "$(verdict "$cache" at-most $((48 * 1048576)))"
}

# From the command to the first answer on an existing database, asked every 10 ms.
start_time() {
  local pid round started millis times=() port
  for ((round = 0; round < rounds; round++)); do
    stop_brisk "b$largest"
    port=$(free_port)
    started=$EPOCHREALTIME
    "$root/brisk" run --data "$(home_of "$largest")" --port "$port" "${settings[@]}" >"$scratch/start.log" 2>&1 </dev/null &
    pid=$!
    processes+=("$pid")
    homes[$pid]=$(home_of "$largest")
    printf -v "b${largest}_pid" '%s' "$pid"
    until answers "$port"; do
      kill -0 "$pid" 2>/dev/null || fail "the server ended: $(tail -n 3 "$scratch/start.log")"
      pause 0.01
    done
    millis=$(calc "1000 * (${EPOCHREALTIME/,/.} - ${started/,/.})" %.0f)
    times+=("$millis")
  done
  read -ra result < <(summary "${times[@]}")
  row "from \`./brisk run\` to the first answer, existing database, median (lowest-highest) of $rounds" \
    "${result[0]} ms (${result[1]}-${result[2]})" '<= 1,000 ms' "$(verdict "${result[0]}" at-most 1000)"
}
