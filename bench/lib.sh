# Shared by the measurements: the server under test, signing in, statistics, the report.

password=${BENCH_PASSWORD:-brisk-demo}
settings=(--rateLimit.allowList '127.0.0.0/8,::1')

fail() {
  echo "bench: $1" >&2
  exit 1
}

note() {
  printf '%s\n' "$*" >&2
}

# --- the beginning and the end -----------------------------------------------------------------------------------

processes=()
declare -A homes=() # of servers, by process

begin() {
  [ "${BASH_VERSINFO[0]}" -ge 5 ] || fail "needs bash 5"
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/brisk-bench.XXXXXX")
  trap clean_up EXIT
  trap 'exit 130' INT TERM HUP
  chmod 755 "$scratch" # nginx's workers read what they serve from here
  # A pause without a process: reading from a pipe that nobody writes to.
  exec {pause_fd}<> <(:)
  note_missing_tools
  report=$scratch/report.md
  : >"$report"
  load_before=$(cut -d' ' -f1-3 /proc/loadavg)
}

clean_up() {
  local status=$?
  trap '' INT TERM HUP
  set +e
  local pid
  for pid in "${processes[@]}"; do
    stop_process "$pid"
  done
  rm -rf "$scratch"
  exit $status
}

pause() {
  read -rt "$1" -u "$pause_fd" || true
}

has() {
  command -v "$1" >/dev/null
}

note_missing_tools() {
  has curl || fail "needs curl: apt-get install curl"
  has wrk || note "wrk is missing (apt-get install wrk; brew install wrk): no load can be made, so only the start is measured"
  has nginx || note "nginx is missing (apt-get install nginx-light; brew install nginx): hits are measured without a comparison"
  has psql || note "psql is missing (apt-get install postgresql-client; brew install libpq): only hits and the start are measured"
  has pgbench || note "pgbench is missing (apt-get install postgresql, whose server need not run; brew install postgresql): misses are measured without a comparison"
}

# Asks a process to end and waits; one that does not is killed, and the PostgreSQL of its home with it.
stop_process() {
  local waited home=${homes[$1]:-}
  kill -TERM "$1" 2>/dev/null || return 0
  for ((waited = 0; waited < 600; waited++)); do
    if ! kill -0 "$1" 2>/dev/null; then
      wait "$1" 2>/dev/null || true
      return 0
    fi
    pause 0.1
  done
  kill -KILL "$1" 2>/dev/null || true
  if [ -n "$home" ] && [ -f "$home/data/postmaster.pid" ]; then
    kill -INT "$(head -n 1 "$home/data/postmaster.pid")" 2>/dev/null || true
    pause 2
  fi
}

# --- the server under test -----------------------------------------------------------------------------------------

# start_brisk NAME HOME [flags]: sets ${NAME}_pid and ${NAME}_url; the home of a size is kept with --data only. It is asked whether
# it answers every 100 ms, or every $asked_every seconds.
start_brisk() {
  local name=$1 home=$2 port log pid
  shift 2
  mkdir -p "$home"
  port=$(free_port)
  log=$scratch/$name.log
  "$root/brisk" run --data "$home" --port "$port" "${settings[@]}" "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  processes+=("$pid")
  homes[$pid]=$home
  printf -v "${name}_pid" '%s' "$pid"
  printf -v "${name}_url" '%s' "http://127.0.0.1:$port"
  local waited shown=0
  for ((waited = 0; waited < 36000; waited++)); do
    kill -0 "$pid" 2>/dev/null || fail "the server ended: $(tail -n 3 "$log")"
    ! answers "$port" || return 0
    # What takes long says so: building, the demo data.
    if [ $((waited % 50)) = 49 ] && [ "$(tail -n 1 "$log")" != "$shown" ]; then
      shown=$(tail -n 1 "$log")
      note "  $shown"
    fi
    pause "${asked_every:-0.1}"
  done
  fail "the server did not answer in time: $(tail -n 3 "$log")"
}

# stop_brisk NAME
stop_brisk() {
  local pid_name=$1_pid pid kept=()
  stop_process "${!pid_name}"
  for pid in "${processes[@]}"; do
    [ "$pid" = "${!pid_name}" ] || kept+=("$pid")
  done
  processes=("${kept[@]}")
}

free_port() {
  local port
  while true; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

# Whether the server on port $1 answers its health route; without a process, so that it may be asked often.
answers() {
  local line=
  { exec {socket}<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
  printf 'GET /api/health HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n' >&"$socket"
  read -rt 5 -u "$socket" line || true
  exec {socket}>&-
  [[ $line == *' 200 '* ]]
}

# resident PID: the resident set in MB; peak PID: its highest so far.
resident() {
  awk '/^VmRSS:/ { printf "%.0f", $2 / 1024 }' "/proc/$1/status"
}

peak() {
  awk '/^VmHWM:/ { printf "%.0f", $2 / 1024 }' "/proc/$1/status"
}

# use_database HOME: psql and pgbench talk to the embedded PostgreSQL of that home from here on.
use_database() {
  PGHOST=127.0.0.1
  PGPORT=$(sed -n 4p "$1/data/postmaster.pid")
  PGUSER=brisk
  PGDATABASE=brisk
  PGPASSWORD=$(cat "$1/postgres.password")
  PGAPPNAME=bench
  export PGHOST PGPORT PGUSER PGDATABASE PGPASSWORD PGAPPNAME
}

query() {
  psql -X -q -A -t -v ON_ERROR_STOP=1 -F $'\t' "$@"
}

# new_token URL EMAIL [WORKSPACE]: an API token of that user, through the same routes that a person's browser uses.
new_token() {
  local url=$1 body cookie csrf
  body=$(printf '{"email":"%s","password":"%s"%s}' "$2" "$password" "${3:+,\"workspaceId\":\"$3\"}")
  body=$(curl -sS -D "$scratch/headers" -H 'Content-Type: application/json' -d "$body" "$url/api/session")
  csrf=$(member csrfToken "$body")
  cookie=$(sed -n 's/^[Ss]et-[Cc]ookie: \([^;]*\).*/\1/p' "$scratch/headers")
  [ -n "$csrf" ] || fail "$2 could not sign in: $body"
  body=$(curl -sS -H "Cookie: $cookie" -H "X-CSRF-Token: $csrf" -H 'Content-Type: application/json' \
    -d '{"name":"bench","scopes":["read","write"],"expiresInDays":1}' "$url/api/tokens")
  member token "$body"
}

# member NAME JSON: the first member of that name that holds a text or a number.
member() {
  sed -n 's/.*"'"$1"'": *"\{0,1\}\([^",}]*\).*/\1/p' <<<"$2" | head -n 1
}

# --- statistics ------------------------------------------------------------------------------------------------------

# summary VALUES...: "median lowest highest"
summary() {
  printf '%s\n' "$@" | sort -g | awk '
    { value[NR] = $1 }
    END {
      median = NR % 2 ? value[(NR + 1) / 2] : (value[NR / 2] + value[NR / 2 + 1]) / 2
      print median, value[1], value[NR]
    }'
}

median() {
  summary "$@" | cut -d' ' -f1
}

# calc EXPRESSION [FORMAT]
calc() {
  awk "BEGIN { printf \"${2:-%.2f}\", ($1) }"
}

# holds CONDITION over numbers with a fraction
holds() {
  [ "$(calc "$1" %d)" = 1 ]
}

# whole NUMBER: 12,345
whole() {
  printf '%.0f' "$1" | sed -E ':again; s/^([0-9]+)([0-9]{3})/\1,\2/; t again'
}

# verdict MEASURED at-least|at-most BUDGET
verdict() {
  local relation='>='
  [ "$2" = at-least ] || relation='<='
  if holds "$1 $relation $3"; then
    echo held
  else
    echo '**missed**'
  fi
}

# --- the report --------------------------------------------------------------------------------------------------------

section() {
  printf '\n## %s\n\n' "$1" >>"$report"
}

line() {
  printf '%s\n' "$1" >>"$report"
}

# columns A B ...: the head of a table
columns() {
  line "| $(printf '%s | ' "$@")"
  line "|$(printf -- '---|%.0s' "$@")"
}

# row A B ...
row() {
  line "| $(printf '%s | ' "$@")"
}

# compare A-COMMAND [B-COMMAND]: alternates them; each sets result to a rate and a count of errors.
# Sets rates_a, rates_b, ratios (pair by pair) and errors.
compare() {
  local round
  rates_a=() rates_b=() ratios=() errors=0
  for ((round = 0; round < rounds; round++)); do
    "$1"
    rates_a+=("${result[0]}")
    errors=$((errors + result[1]))
    if [ -n "${2:-}" ]; then
      "$2"
      rates_b+=("${result[0]}")
      errors=$((errors + result[1]))
      ratios+=("$(calc "${rates_a[-1]} / ${rates_b[-1]}" %.4f)")
    fi
  done
}

# compared TITLE BUDGET: a row of what compare found
compared() {
  local a b ratio other='not measured' relation='' judgement=''
  read -ra a < <(summary "${rates_a[@]}")
  if [ ${#ratios[@]} -gt 0 ]; then
    read -ra b < <(summary "${rates_b[@]}")
    read -ra ratio < <(summary "${ratios[@]}")
    other="$(whole "${b[0]}") ($(whole "${b[1]}")-$(whole "${b[2]}"))"
    relation="$(calc "${ratio[0]}") ($(calc "${ratio[1]}")-$(calc "${ratio[2]}"))"
    [ -z "$2" ] || judgement=$(verdict "${ratio[0]}" at-least "$2")
  fi
  [ "$errors" = 0 ] || judgement="**$errors errors**"
  row "$1" "$(whole "${a[0]}") ($(whole "${a[1]}")-$(whole "${a[2]}"))" "$other" "$relation" "${2:+>= $2}" "$judgement"
  note "  $1: $(whole "${a[0]}")/s ${relation:+ratio $relation}"
}

version_of() {
  has "$1" || {
    echo missing
    return
  }
  case $1 in
    wrk) wrk -v 2>&1 | sed -n 's/^wrk \([^ ]*\).*/\1/p' || true ;;
    nginx) nginx -v 2>&1 | sed 's/.*nginx\///' ;;
    *) "$1" --version | grep -o '[0-9][0-9.]*' | head -n 1 ;;
  esac
}

cpu() {
  sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1
}

machine_lines() {
  local memory
  memory=$(awk '/^MemTotal:/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)
  columns what with
  row machine "$(nproc) cores of $(cpu), $memory GB memory, $(uname -s) $(uname -r)"
  row java "$("$JAVA_HOME/bin/java" -version 2>&1 | sed -n '2s/.*(build \(.*\)).*/\1/p')"
  [ -z "${server_version:-}" ] || row 'PostgreSQL (embedded)' "$server_version"
  row 'wrk, nginx, pgbench, psql' "$(version_of wrk), $(version_of nginx), $(version_of pgbench), $(version_of psql)"
  row command "\`$command_line\`"
  row commit "$(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)$(
    [ -z "$(git -C "$root" status --porcelain -- server 2>/dev/null)" ] || echo ' with changes'
  )"
  row 'load of the machine before' "$load_before"
}

# Writes the report under a name that says when, where and what, and shows its tables.
finish() {
  local body=$report name title="\`./brisk bench $what\`" suffix=-$what target
  case $what in all | report) title='What Brisk was measured at' suffix= ;; esac
  name=$(nproc)x-$(cpu | tr '[:upper:] ' '[:lower:]-' | tr -cd 'a-z0-9-' | cut -c1-30 | sed 's/-*$//')
  target=$out/$(date +%Y-%m-%d)-$name$suffix.md
  report=$scratch/head.md
  line "# $title, $(date +%Y-%m-%d)"
  line ''
  machine_lines
  mkdir -p "$out"
  cat "$report" "$body" >"$target"
  echo
  show "$body"
  echo
  echo "written to ${target#"$root"/}"
}

# The tables of a report with their columns aligned.
show() {
  awk -F ' *[|] *' '
    function flush(    r, c) {
      for (r = 1; r <= rows; r++) {
        for (c = 1; c <= columns; c++) {
          printf "%-*s  ", width[c], cell[r, c]
        }
        print ""
      }
      rows = columns = 0
      split("", width)
      split("", cell)
    }
    /^[|]---/ { next }
    /^$/ { flush(); next }
    /^[|]/ {
      rows++
      columns = NF - 2
      for (c = 1; c <= columns; c++) {
        cell[rows, c] = $(c + 1)
        if (length($(c + 1)) > width[c]) {
          width[c] = length($(c + 1))
        }
      }
      next
    }
    { flush(); if (/^#/) { print ""; print toupper(substr($0, 4)) } else { print } }
    END { flush() }
  ' "$1"
}
