# ./brisk bench report: the newest results of each part on one page; ./brisk bench all: each part, then that page.

parts=(reads start import leads web coherence usual mixed)

# Each part is a program of its own, so that none finds what another left running; the databases are made once.
measure_all() {
  local part
  for part in "${parts[@]}"; do
    note "--- $part"
    "$bench/run.sh" "$part" --contacts "$contacts" --leads "$leads" --rounds "$rounds" ${given_seconds:+--seconds "$given_seconds"} \
      --minutes "$minutes" --data "${data:-$scratch/homes}" --out "$out" || note "$part could not be measured"
  done
}

measure_report() {
  local part file name chart files=()
  section 'Budgets'
  columns part comparison what measured budget verdict
  for part in "${parts[@]}"; do
    file=$(find "$out" -maxdepth 1 -name "*-$part.md" | sort | tail -n 1) # their names begin with the day
    [ -n "$file" ] || continue
    files+=("$file")
    awk -v part="$part" -v link="${file##*/}" -f "$bench/report.awk" "$file" >>"$report"
  done
  section 'Parts'
  columns result command commit 'load before'
  for file in "${files[@]}"; do
    row "[${file##*/}](${file##*/})" "$(told command "$file")" "$(told commit "$file")" "$(told 'load of the machine before' "$file")"
  done
  section 'Charts'
  for file in "${files[@]}"; do
    name=${file##*/}
    for chart in "${file%.md}"-*.svg; do
      [[ ! -e $chart || $chart == *-dark.svg ]] || line "![${name%.md}](${chart##*/})"
    done
  done
}

# told WHAT FILE: what the head of a report says of it
told() {
  sed -n "s/^| $1 | \(.*[^ ]\) *|.*/\1/p" "$2" | head -n 1
}
