# ./brisk bench import

import_budget=0.5
# What an import writes; owners and companies belong to a workspace and stay out of the comparison.
imported_columns="name, emails, phones, organisation, job_title, role, production, type, status, warmness, in_campaign,
  last_contacted_at, source, tags, custom, source_key"

measure_import() {
  has psql || fail "the comparison needs psql"
  home=${data:-$scratch/homes}/import
  password=bench-password-$RANDOM$RANDOM
  start_brisk server "$home" --no-demo
  use_database "$home"
  server_version=$(query -c 'SHOW server_version')
  find_file
  url=$server_url
  set_up
  rows=$(($(wc -l <"$file") - 1))
  rss_before=$(resident "$server_pid")
  note "importing $(whole "$rows") rows, $rounds rounds"
  compare import_file copy_rows
  report_import
}

# The file that was asked for, else the people of the shared data, else generated people of the same shape.
find_file() {
  local shared=$root/../shared/data/people/people-100000.csv
  if [ -n "$file" ]; then
    [ -r "$file" ] || fail "there is no file $file"
    file_name=${file##*/}
  elif [ -r "$shared" ]; then
    file=$shared
    file_name=people-100000.csv
  else
    file=$scratch/people.csv
    file_name='generated people'
    awk 'BEGIN {
      srand(1)
      split("Dawn Dale Roy Melissa Dustin Ann Kara Kelsey Olga Ivan Maria Chen Aisha Noah Emil Priya", first, " ")
      split("Trevino Mcknight Herman Houston Valdez Rollins Bowen Duke Moody Rossi Novak Okafor Haddad Meyer", last, " ")
      print "Index,User Id,First Name,Last Name,Sex,Email,Phone,Date of birth,Job Title"
      for (i = 1; i <= 100000; i++) {
        f = first[int(rand() * 16) + 1]
        l = last[int(rand() * 14) + 1]
        printf "%d,%08x%07d,%s,%s,%s,%s.%s%d@example.org,%03d-%03d-%04d,19%02d-0%d-1%d,\"Teacher, primary school\"\n",
          i, int(rand() * 2147483647), i, f, l, rand() < 0.5 ? "Male" : "Female", tolower(f), tolower(l), i * 0.95,
          200 + int(rand() * 700), 200 + int(rand() * 700), int(rand() * 10000), int(rand() * 90) + 10,
          int(rand() * 9) + 1, int(rand() * 10)
      }
    }' >"$file"
  fi
}

# The first user, whose password the users of the other workspaces share.
set_up() {
  local body
  body=$(curl -sS -H 'Content-Type: application/json' "$url/api/setup" -d '{"workspaceName": "Bench", "name": "Bench",
    "email": "bench-'"$RANDOM"'@brisk.example", "password": "'"$password"'", "timeZone": "UTC", "defaultRegion": "US"}')
  password_hash=$(query -c "SELECT password_hash FROM users WHERE email LIKE 'bench-%' ORDER BY id DESC LIMIT 1")
  [ -n "$(member csrfToken "$body")" ] || fail "the import needs a database without users: $body"
}

# new_workspace: sets workspace and email to a new empty workspace and its only user.
new_workspace() {
  email=$RANDOM$RANDOM@brisk.example
  workspace=$(query -v name="$email" -v hash="$password_hash" -f - <<'SQL'
WITH workspace AS (INSERT INTO workspaces (name) VALUES (:'name') RETURNING id)
INSERT INTO users (workspace_id, email, name, role, password_hash)
SELECT id, :'name', 'Bench', 'admin', :'hash' FROM workspace RETURNING workspace_id
SQL
)
}

# Pages that are not written yet and lists that wait to be merged would be paid for by whoever comes next.
settle() {
  query -c 'VACUUM ANALYZE contacts' -c CHECKPOINT
}

# The file into an empty workspace, from sending its first byte until the import says that it is done.
import_file() {
  new_workspace
  token=$(new_token "$url" "$email" "$workspace")
  imported=$workspace
  settle
  send_file contacts
  result=("$(calc "$rows / $import_seconds" %.1f)" 0)
  first_import=$import_state
  seconds_taken+=("$import_seconds")
  note "  imported in $(calc "$import_seconds" %.1f) s"
}

# The rows that the import made, as they are in the table, with \copy into another empty workspace.
copy_rows() {
  local source=$imported started
  new_workspace
  query -c "\\copy (SELECT '$workspace', $(one_line "$imported_columns") FROM contacts WHERE workspace_id = '$source' ORDER BY id) TO '$scratch/rows'"
  settle
  started=${EPOCHREALTIME/,/.}
  query -c "\\copy contacts (workspace_id, $(one_line "$imported_columns")) FROM '$scratch/rows'"
  copy_seconds=$(calc "${EPOCHREALTIME/,/.} - $started" %.3f)
  # In rows of the file as well: what the import rejects or finds repeated is work that the copy is spared.
  result=("$(calc "$(wc -l <"$scratch/rows") / $copy_seconds" %.1f)" 0)
  note "  copied in $(calc "$copy_seconds" %.1f) s"
}

one_line() {
  tr '\n' ' ' <<<"$1"
}

report_import() {
  local again rss
  rss=$(peak "$server_pid")
  send_file contacts
  again=$import_state
  section "CSV import, against \\copy of the same rows into the same table"
  line "$(whole "$rows") rows of $file_name ($(calc "$(wc -c <"$file") / 1048576" %.1f) MiB) through \`POST /api/imports\` into an empty"
  line "workspace, and what it stored with psql's \\copy into another one; indexes and triggers are the same. Rows a second,"
  line "median (lowest-highest) of $rounds alternating rounds."
  line ''
  columns what Brisk '\copy' 'ratio pair by pair' budget verdict
  compared "import" "$import_budget"
  line ''
  columns what measured budget verdict
  row 'seconds for the file' "$(calc "$(median "${seconds_taken[@]}")" %.1f)" '<= 60' \
    "$(verdict "$(median "${seconds_taken[@]}")" at-most 60)"
  row 'created, repeated, rejected' "$(member rowsCreated "$first_import"), $(member rowsRepeated "$first_import"), $(member rowsRejected "$first_import")" '' ''
  row 'the same file again: created, updated' "$(member rowsCreated "$again"), $(member rowsUpdated "$again")" '0, 0' \
    "$(verdict "$(($(member rowsCreated "$again") + $(member rowsUpdated "$again")))" at-most 0)"
  row 'the same file again: seconds' "$(calc "$import_seconds" %.1f)" '' ''
  row 'RSS of the server process before, and its highest' "$rss_before MB, $rss MB" '<= 350 MB' "$(verdict "$rss" at-most 350)"
}
