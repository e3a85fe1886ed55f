# ./brisk bench web

lighthouse=lighthouse@12.8.2
lighthouse_budget=95
first_load_budget_millis=1000
web_pages=(/my-500 /contacts)

measure_web() {
  has npx || fail "Lighthouse needs Node 20's npx: https://nodejs.org"
  CHROME_PATH=${CHROME_PATH:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
  export CHROME_PATH
  [ -n "$CHROME_PATH" ] || fail "needs Chromium: apt-get install chromium"
  local size=${contacts##*,}
  note "starting with $(whole "$size") contacts"
  start_brisk server "${data:-$scratch/homes}/contacts-$size" --demo.size "$size"
  url=$server_url
  new_session_headers >"$scratch/extra-headers.json"
  section "Lighthouse, $(whole "$size") contacts in the workspace"
  line "Scores, median of $rounds rounds, a fresh browser each, signed in as a seller. Desktop and mobile are Lighthouse's own"
  line "simulated networks and processors; Largest Contentful Paint is also given as this machine shows it, unthrottled."
  line ''
  columns page form performance accessibility 'best practices' SEO budget verdict
  local page
  for page in "${web_pages[@]}"; do
    audit "$page" desktop --preset=desktop
    audit "$page" mobile
  done
  line ''
  columns page 'first load on this machine, median (lowest-highest)' budget verdict
  for page in "${web_pages[@]}"; do
    first_load "$page"
  done
}

# The header with a session's cookie, for a browser that is new every time.
new_session_headers() {
  local body
  body=$(printf '{"email":"%s","password":"%s"}' "${BENCH_EMAIL:-seller@brisk.example}" "$password")
  curl -sS -o /dev/null -D "$scratch/headers" -H 'Content-Type: application/json' -d "$body" "$url/api/session"
  printf '{"Cookie":"%s"}' "$(sed -n 's/^[Ss]et-[Cc]ookie: \([^;]*\).*/\1/p' "$scratch/headers")"
}

# lighthouse_run PAGE [flags]: sets scores to performance, accessibility, best practices, SEO, and the largest paint in ms
lighthouse_run() {
  local page=$1
  shift
  npx --yes "$lighthouse" "$url$page" --quiet --output=json --output-path="$scratch/lighthouse.json" \
    --extra-headers="$scratch/extra-headers.json" \
    --chrome-flags='--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync' \
    "$@" >"$scratch/lighthouse.log" 2>&1 || fail "Lighthouse failed: $(tail -n 3 "$scratch/lighthouse.log")"
  read -ra scores < <(node -e '
    const { categories, audits, finalDisplayedUrl } = JSON.parse(require("fs").readFileSync(process.argv[1]));
    if (finalDisplayedUrl.includes("/sign-in")) throw new Error("the page asked to sign in");
    const of = name => Math.round(100 * categories[name].score);
    console.log(of("performance"), of("accessibility"), of("best-practices"), of("seo"),
      Math.round(audits["largest-contentful-paint"].numericValue));
    for (const audit of Object.values(audits))
      if (audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== "informative")
        console.error(`  ${audit.id} ${audit.score} ${audit.displayValue ?? ""}`);
  ' "$scratch/lighthouse.json" 2>"$scratch/lighthouse.findings")
  [ ${#scores[@]} = 5 ] || fail "$(tail -n 3 "$scratch/lighthouse.findings")"
}

# audit PAGE FORM [flags]
audit() {
  local page=$1 form=$2 round category
  shift 2
  local -a of_category=('' '' '' '') medians=()
  for ((round = 0; round < rounds; round++)); do
    lighthouse_run "$page" "$@"
    for category in 0 1 2 3; do
      of_category[category]+=" ${scores[category]}"
    done
  done
  for category in 0 1 2 3; do
    # shellcheck disable=SC2086
    medians+=("$(median ${of_category[category]})")
  done
  local lowest
  lowest=$(printf '%s\n' "${medians[@]}" | sort -n | head -n 1)
  row "\`$page\`" "$form" "${medians[@]}" ">= $lighthouse_budget each" "$(verdict "$lowest" at-least $lighthouse_budget)"
  note "  $page $form: ${medians[*]}"
  [ "$lowest" -ge $lighthouse_budget ] || note "$(cat "$scratch/lighthouse.findings")"
}

first_load() {
  local page=$1 round paints=() paint
  for ((round = 0; round < rounds; round++)); do
    lighthouse_run "$page" --preset=desktop --throttling-method=provided
    paints+=("${scores[4]}")
  done
  read -ra paint < <(summary "${paints[@]}")
  row "\`$page\`" "${paint[0]} ms (${paint[1]}-${paint[2]})" "<= $first_load_budget_millis ms" \
    "$(verdict "${paint[0]}" at-most $first_load_budget_millis)"
  note "  $page: largest paint after ${paint[0]} ms"
}
