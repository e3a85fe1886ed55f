# ./brisk bench reads

# shellcheck source=bench/more-reads.sh
. "$bench/more-reads.sh"

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
declare -A miss_budget=([my-500]=0.7 [search]=0.7 [record]=0.35 [create]=0.6 [dashboard]=0.6)

hit_connections=32
miss_connections=16
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
}

# choose ROUTES...: sets chosen to those that are asked for by name, or to all.
choose() {
  local name
  chosen=()
  for name in "$@"; do
    ! wants "$name" || chosen+=("$name")
  done
  [ ${#chosen[@]} -gt 0 ] || chosen=("$@")
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
  ! wants growth || prepare_more_reads
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
  for path in '/api/contacts?limit=50' "/api/contacts/$id" /api/my-500 "/api/search?q=$name" /api/dashboard; do
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

# --- misses against pgbench ------------------------------------------------------------------------------------------------

misses() {
  select_size "$largest"
  section 'Misses, against pgbench -M prepared running the same SQL'
  line "Requests a second with \`?refresh=true\`, median (lowest-highest) of $rounds alternating rounds of $seconds s, wrk -t2"
  line "-c$miss_connections, $(whole "$size") contacts. The SQL and its values are those that PostgreSQL logged for the same"
  line "requests; pgbench uses the number of connections that serves it best."
  line ''
  columns route Brisk pgbench 'ratio pair by pair' budget verdict
  local route chosen
  choose "${routes[@]}" "${sales_routes[@]}"
  for route in "${chosen[@]}"; do
    [ ! -s "$scratch/$route-$size.requests" ] || against_pgbench "$route" "${miss_budget[$route]:-}"
  done
}

# --- growth ------------------------------------------------------------------------------------------------------------

growth() {
  section "Growth: the time of a miss at $(whole "${sizes[0]}") and at $(whole "$largest") contacts"
  local chosen
  choose "${routes[@]}" "${sales_routes[@]}" "${more_reads[@]%%|*}"
  growth_table "${chosen[@]}"
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
    send_each "$scratch/terms.requests" # what nobody asked for since the start comes from the disk
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
  # What is deleted is subtracted from the totals, what is purged is not.
  local made="workspace_id = '$workspace' AND source = 'bench' AND organisation = 'Bench'"
  query -c "UPDATE contacts SET deleted_at = now() WHERE $made" -c "DELETE FROM contacts WHERE $made"
  query -c 'VACUUM ANALYZE contacts' # or the next measurement reads past a hundred thousand dead rows
}

# --- memory --------------------------------------------------------------------------------------------------------------

footprint() {
  select_size "$largest"
  local pid=b${largest}_pid health cache
  health=$(curl -sS "$url/api/health?detailed=true")
  cache=$(member bytes "$health")
  section "Memory, $(whole "$size") contacts"
  columns what measured budget verdict
  row 'RSS of the server process after all of the above' "$(resident "${!pid}") MB" '<= 350 MB' \
    "$(verdict "$(resident "${!pid}")" at-most 350)"
  row 'its highest RSS' "$(peak "${!pid}") MB" '<= 350 MB' "$(verdict "$(peak "${!pid}")" at-most 350)"
  row 'cached answers' "$(calc "$cache / 1048576" %.1f) MiB" '<= 48 MiB' "$(verdict "$cache" at-most $((48 * 1048576)))"
}
