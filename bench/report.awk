# One row for each judged row of the tables of a part's report: part, section, what, measured, budget, verdict.
# awk -v part=NAME -v link=FILE -f report.awk FILE

function trim(text) {
  gsub(/^ +| +$/, "", text)
  return text
}

BEGIN {
  FS = "|"
  split("measured;ratio pair by pair;ratio of the speeds;factor of p50;performance;p95", names, ";")
}

/^## / { section = substr($0, 4) }

# The line before this one is the head of a table.
/^\|---/ {
  measured = 0
  for (i = 1; i in names && !measured; i++) {
    measured = column[names[i]]
  }
  judged = column["verdict"]
  if (!measured) {
    measured = judged - 2 # before the budget
  }
  next
}

/^\|/ && judged {
  if (trim($(column["verdict"])) != "") {
    what = trim($2)
    split("cache;form", apart, ";") # tell rows of the same name apart
    for (i = 1; i in apart; i++) {
      what = what (apart[i] in column ? ", " trim($(column[apart[i]])) : "")
    }
    printf "| [%s](%s) | %s | %s | %s | %s | %s |\n", part, link, section, what, trim($measured),
      trim($(column["verdict"] - 1)), trim($(column["verdict"]))
  }
  next
}

/^\|/ {
  split("", column)
  for (i = 2; i < NF; i++) {
    column[trim($i)] = i
  }
  next
}

{ judged = 0 }
