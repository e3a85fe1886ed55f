# ./brisk bench leads

creation_budget=0.6
import_budget=0.5
miss_connections=16
creators=64
declare -A title=([create-lead]='lead creation' [check]='check of a number' [queue]='queue, by due time' [list]='list, the newest'
  [lead]='lead record' [stats]='figures of a month')
reads=(check queue list lead stats)

measure_leads() {
  has psql && has wrk || fail "leads are measured with psql and wrk"
  local size
  IFS=, read -ra sizes <<<"$leads"
  largest=${sizes[-1]}
  for size in "${sizes[@]}"; do
    prepare "$size"
  done
  creation
  concurrent_creation
  comparison
  [ ${#sizes[@]} = 1 ] || growth
  for size in "${sizes[@]}"; do
    select_size "$size"
    remove_created
  done
}

home_of() {
  echo "${data:-$scratch/homes}/leads-$1"
}

# select_size SIZE: the rest of the script talks to that server and its database.
select_size() {
  local url_name=b$1_url
  size=$1
  url=${!url_name}
  home=$(home_of "$size")
  use_database "$home"
  workspace=$(cat "$scratch/workspace-$size")
  IFS=$'\n' read -rd '' -a tokens <"$scratch/tokens-$size" || true
}

# A demo workspace whose desk has so many leads, imported from a file where they are not there yet.
prepare() {
  note "starting with $(whole "$1") leads"
  start_brisk "b$1" "$(home_of "$1")" --demo.size 1000
  local url_name=b$1_url there
  use_database "$(home_of "$1")"
  server_version=$(query -c 'SHOW server_version')
  query -c 'SELECT id FROM workspaces WHERE demo' >"$scratch/workspace-$1"
  new_token "${!url_name}" admin@brisk.example >"$scratch/tokens-$1"
  new_token "${!url_name}" cre@brisk.example >"$scratch/cre-$1"
  select_size "$1"
  there=$(query -c "SELECT count(*) FROM leads WHERE workspace_id = '$workspace'")
  # One in fifty rows of the file is no lead of its own.
  if holds "$there < 0.97 * $size"; then
    lead_file $((size - there)) >"$scratch/leads.csv"
    fill "$there"
  fi
  remove_created # where an earlier run did not come to its end
  requests
}

# lead_file ROWS: the enquiries of three years as a team's sheet has them. One in twenty is still open, one in fifty is of a number
# that stood in the file before.
lead_file() {
  awk -v rows="$1" -v now="$(date +%s)" 'BEGIN {
    srand(1)
    split("Aarav Priya Rohan Ananya Vikram Meera Arjun Kavya Imran Fatima Suresh Lakshmi Rahul Neha", first, " ")
    split("Sharma Patel Reddy Iyer Khan Singh Nair Gupta Das Joshi Rao Mehta", last, " ")
    split("Facebook,Google Ads,Website,Walk-in,Referral,Agency", source, ",")
    split("City,Hatchback,Compact SUV,Estate,Roadster", model, ",")
    split("Pune,Mumbai,Bengaluru,Chennai,Delhi", city, ",")
    print "Enquiry Date,Customer Name,Mobile,Email,Source,Model,City,Status,Remarks"
    for (i = 1; i <= rows; i++) {
      f = first[int(rand() * 14) + 1]
      l = last[int(rand() * 12) + 1]
      number = sprintf("%.0f", 8100000000 + (i % 50 == 0 && i > 1000 ? i - 999 : i) * 97)
      printf "%s,%s %s,+91 %s %s,%s.%s%d@mail.example,%s,%s,%s,%s,%s\n",
        strftime("%Y-%m-%d", now - 86400 * (1 + int(1095 * (rows - i) / rows))), f, l, substr(number, 1, 5), substr(number, 6),
        tolower(f), tolower(l), i, source[int(rand() * 6) + 1], model[int(rand() * 5) + 1], city[int(rand() * 5) + 1],
        i % 20 == 0 ? "New" : i % 13 == 0 ? "Won" : "Lost", i % 3 == 0 ? "asked for a test drive on the weekend" : ""
    }
  }'
}

# fill THERE: the file into the desk; where it is the largest, also what \copy takes for the same rows into another workspace.
fill() {
  note "  importing $(whole "$(($(wc -l <"$scratch/leads.csv") - 1))") leads"
  token=${tokens[0]}
  file=$scratch/leads.csv
  send_file leads
  note "  imported in $(calc "$import_seconds" %.1f) s"
  local before=$1
  # The job that compares them all with all others takes its time, and would be measured with everything else.
  query -c "DELETE FROM lead_checks WHERE workspace_id = '$workspace'"
  query -c 'VACUUM ANALYZE leads, lead_phones, lead_follow_ups, lead_touches, aggregates' -c CHECKPOINT
  [ "$size" = "$largest" ] || return 0
  section "Import of leads, against \\copy of the same rows into the same tables"
  local rows created
  rows=$(($(wc -l <"$file") - 1))
  created=$(member rowsCreated "$import_state")
  copy_leads "$before"
  line "A file of $(whole "$rows") enquiries through \`POST /api/imports\` into a desk of $(whole "$before") leads, with a search for duplicates"
  line "inside the file and against the table; and psql's \\copy of the rows that it made into another workspace. Indexes and"
  line "triggers are the same. One round."
  line ''
  columns what seconds 'rows of the file a second' 'ratio of the speeds' budget verdict
  row 'Brisk: leads, numbers, follow-ups, repeated enquiries' "$(calc "$import_seconds" %.1f)" \
    "$(whole "$(calc "$rows / $import_seconds")")" '' '' ''
  row '`\copy` of leads alone' "$(calc "${copy_seconds[0]}" %.1f)" "$(whole "$(calc "$rows / ${copy_seconds[0]}")")" \
    "$(calc "${copy_seconds[0]} / $import_seconds")" ">= $import_budget" \
    "$(verdict "$(calc "${copy_seconds[0]} / $import_seconds" %.4f)" at-least $import_budget)"
  row '`\copy` of leads, numbers and follow-ups' "$(calc "${copy_seconds[1]}" %.1f)" \
    "$(whole "$(calc "$rows / ${copy_seconds[1]}")")" "$(calc "${copy_seconds[1]} / $import_seconds")" '' ''
  line ''
  line "Created $(whole "$created"), repeated $(whole "$(member rowsRepeated "$import_state")"), rejected $(whole "$(member rowsRejected "$import_state")")."
}

# copy_leads BEFORE: sets copy_seconds to those for the leads alone and those for their numbers and follow-ups as well.
copy_leads() {
  local columns_ other table number=0 started total=0
  copy_seconds=()
  other=$(query -c "INSERT INTO workspaces (name) VALUES ('copied leads') RETURNING id")
  for table in leads lead_phones lead_follow_ups; do
    # People belong to their workspace and stay out of it.
    columns_=$(query -c "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
      WHERE attrelid = '$table'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
        AND attname NOT IN ('workspace_id', 'cre_id', 'ps_id', 'rule_id', 'created_by', 'changed_by', 'user_id', 'done_by', 'import_id')")
    query -c "\\copy (SELECT '$other', t.${columns_//, /, t.} FROM $table t JOIN leads imported ON imported.workspace_id = t.workspace_id AND imported.id = $([ $table = leads ] && echo t.id || echo t.lead_id) WHERE t.workspace_id = '$workspace' ORDER BY t.ctid) TO '$scratch/rows-$table'"
    started=${EPOCHREALTIME/,/.}
    query -c "\\copy $table (workspace_id, $columns_) FROM '$scratch/rows-$table'"
    total=$(calc "$total + ${EPOCHREALTIME/,/.} - $started" %.3f)
    rm "$scratch/rows-$table"
    query -c "DELETE FROM lead_checks WHERE workspace_id = '$other'"
    [ $number != 0 ] || copy_seconds+=("$total")
    number=$((number + 1))
  done
  copy_seconds+=("$total")
  query -c "DELETE FROM lead_phones WHERE workspace_id = '$other'" -c "DELETE FROM lead_follow_ups WHERE workspace_id = '$other'" \
    -c "DELETE FROM leads WHERE workspace_id = '$other'" -c "DELETE FROM workspaces WHERE id = '$other'" \
    -c 'VACUUM ANALYZE leads, lead_phones, lead_follow_ups'
}

requests() {
  local i separator
  tokens=("$(cat "$scratch/cre-$size")" "${tokens[0]}")
  printf '%s\n' "${tokens[@]}" >"$scratch/tokens-$size"
  # More than one, so that what each of them sends can be told from what jobs send.
  for ((i = 0; i < 20; i++)); do
    printf 'POST\t%s\t/api/leads\t{"customerName":"Bench {number}","mobile":"+91{number}","email":"bench{number}@mail.example","source":"bench","model":"City","city":"Pune","remarks":"asked for a test drive"}\n' \
      "${tokens[0]}"
  done >"$scratch/create-lead-$size.requests"
  # Half of the numbers are known.
  query -c "SELECT replace(mobile, '+', '%2B') FROM leads TABLESAMPLE system (1) WHERE workspace_id = '$workspace' LIMIT 50" |
    awk -v token="${tokens[0]}" '{
      printf "GET\t%s\t/api/leads/check?phone=%s&refresh=true\n", token, $0
      printf "GET\t%s\t/api/leads/check?phone=%%2B9170%08d&refresh=true\n", token, NR
    }' >"$scratch/check-$size.requests"
  for ((i = 1; i <= 20; i++)); do
    printf 'GET\t%s\t/api/leads?sort=followUp&include=ps,statusInfo&page=%s&refresh=true\n' "${tokens[1]}" "$i"
  done >"$scratch/queue-$size.requests"
  for ((i = 1; i <= 20; i++)); do
    printf 'GET\t%s\t/api/leads?limit=50&page=%s&refresh=true\n' "${tokens[1]}" "$i"
  done >"$scratch/list-$size.requests"
  query -c "SELECT uid FROM leads TABLESAMPLE system (2) WHERE workspace_id = '$workspace' AND deleted_at IS NULL LIMIT 500" |
    awk -v token="${tokens[1]}" '{ printf "GET\t%s\t/api/leads/%s?refresh=true\n", token, $0 }' >"$scratch/lead-$size.requests"
  printf 'GET\t%s\t/api/leads/stats?refresh=true\n' "${tokens[1]}" >"$scratch/stats-$size.requests"
}

creation() {
  select_size "$largest"
  section "Lead creation at $(whole "$size") leads, against pgbench -M prepared running the same statement"
  line "Creations a second, each of a number that nobody has, median (lowest-highest) of $rounds alternating rounds of $seconds s,"
  line "wrk -t2 -c$miss_connections. What was created is deleted afterwards."
  line ''
  columns what Brisk pgbench 'ratio pair by pair' budget verdict
  against_pgbench create-lead "$creation_budget"
}

concurrent_creation() {
  select_size "$largest"
  section "$creators people who create at once, $(whole "$size") leads"
  line "wrk -t2 -c$creators, $seconds s, after the load above; milliseconds of a creation, from the request to the answer."
  line ''
  columns what 'a second' p50 p95 p99 longest errors
  load "$url" $creators "$scratch/create-lead-$size.requests"
  row 'lead creation' "$(whole "${result[0]}")" "$(calc "${result[2]}")" "$(calc "${result[3]}")" "$(calc "${result[4]}")" \
    "$(calc "${result[5]}")" "${result[1]}"
  note "  $creators creators: p95 $(calc "${result[3]}") ms"
}

# What the job that looks for leads of one customer takes, a statement for a thousand leads.
comparison() {
  local round started
  section 'Leads that may be one customer: a thousand leads compared with all others'
  line "Milliseconds of \`match_leads()\`, median (lowest-highest) of $rounds. The job does it beside everything else, half of a second in five."
  line ''
  columns leads 'ms for 1,000 leads'
  for size in "${sizes[@]}"; do
    select_size "$size"
    local times=()
    for ((round = 0; round <= rounds; round++)); do
      query -c "CREATE TABLE bench_leads AS SELECT array_agg(id) AS ids FROM (SELECT id FROM leads
        WHERE workspace_id = '$workspace' AND deleted_at IS NULL AND mobile > (SELECT '+91' || (8100000000 + random() * 87 * $size)::bigint)
        ORDER BY mobile LIMIT 1000) taken"
      started=${EPOCHREALTIME/,/.}
      query -c "BEGIN" -c "SELECT match_leads('$workspace', ids, now()) FROM bench_leads" -c ROLLBACK >/dev/null
      [ "$round" = 0 ] || times+=("$(calc "1000 * (${EPOCHREALTIME/,/.} - $started)" %.1f)")
      query -c 'DROP TABLE bench_leads'
    done
    read -ra result < <(summary "${times[@]}")
    row "$(whole "$size")" "$(calc "${result[0]}" %.0f) ($(calc "${result[1]}" %.0f)-$(calc "${result[2]}" %.0f))"
    note "  comparison at $(whole "$size"): ${result[0]} ms"
  done
}

growth() {
  section "Growth: the time of a creation and of a miss at $(whole "${sizes[0]}") and at $(whole "$largest") leads"
  growth_table create-lead "${reads[@]}"
}

# Totals follow changes of leads, so they are deleted as a person does it before they are removed.
remove_created() {
  query -c "UPDATE leads SET deleted_at = now() WHERE workspace_id = '$workspace' AND source = 'bench'" \
    -c "DELETE FROM leads WHERE workspace_id = '$workspace' AND source = 'bench'" \
    -c "DELETE FROM mails WHERE workspace_id = '$workspace' AND subject LIKE 'New lead %: Bench %'"
}
