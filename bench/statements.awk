# Reads what PostgreSQL logs with log_statement = 'all' and log_line_prefix = '<%a> ', and writes for every distinct
# statement of the application `app` into the directory `out`:
#   <n>.sql     its text as it was sent, with $1, $2, ...
#   <n>.values  one line for each time that it ran: its values as SQL literals, separated by tabs
#   counts      "<n> <times>" in the order of first appearance

function finish(    n) {
    if (sql != "") {
        if (!(sql in number)) {
            number[sql] = ++distinct
            printf "%s\n", sql > (out "/" distinct ".sql")
            close(out "/" distinct ".sql")
        }
        n = number[sql]
        times[n]++
        print values(details) > (out "/" n ".values")
    }
    sql = details = reading = ""
}

# "$1 = 'it''s', $2 = NULL" becomes 'it''s' <tab> NULL
function values(text,    result, length_, character, i, quoted, value) {
    sub(/^[Pp]arameters: /, "", text)
    length_ = length(text)
    for (i = 1; i <= length_; i++) {
        character = substr(text, i, 1)
        if (character == "'") {
            quoted = !quoted
        }
        if (!quoted && character == "," && substr(text, i, 3) == ", $") {
            result = result value "\t"
            value = ""
            i++
        } else {
            value = value character
            if (!quoted && value ~ /^\$[0-9]+ = $/) {
                value = ""
            }
        }
    }
    return result value
}

/^\t/ {
    if (reading == "sql") {
        sql = sql "\n" substr($0, 2)
    } else if (reading == "details") {
        details = details " " substr($0, 2)
    }
    next
}

index($0, "<" app "> ") == 1 {
    line = substr($0, length(app) + 4)
    if (line ~ /^LOG:  execute [^:]+: /) {
        finish()
        sub(/^LOG:  execute [^:]+: /, "", line)
        sql = line
        reading = "sql"
    } else if (line ~ /^DETAIL:  [Pp]arameters: /) {
        details = substr(line, 10)
        reading = "details"
    } else {
        finish()
    }
    next
}

{
    reading = ""
}

END {
    finish()
    for (n = 1; n <= distinct; n++) {
        print n, times[n] > (out "/counts")
    }
}
