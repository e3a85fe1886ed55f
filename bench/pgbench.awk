# Makes a script for pgbench -M prepared of a statement that Brisk sent.
# Input: the .sql, .types and .values files of statements.awk, in this order; variables: name, out.
# Output:
#   <out>/<name>.pgbench    the statement
#   <out>/<name>.variables  "variable=value": what never varies, so that both sides send it as a parameter
#   <out>/<name>.functions  SQL that makes a constant array in the schema bench for each value that varies; the statement
#                           takes the element that pgbench's :n names. pgbench has no variables of text that change, and
#                           the array must not stand in the statement: PostgreSQL handles the text of every statement.
# {number} in a value that never varies is pgbench's variable :number.

function literal(text) {
    return text == "NULL" ? text : "'" substr(text, 2, length(text) - 2) "'"
}

function bare(text) {
    text = substr(text, 2, length(text) - 2)
    gsub(/''/, "'", text)
    return text
}

FNR == 1 {
    file++
}

file == 1 {
    sql = sql $0 "\n"
}

file == 2 {
    type[FNR] = $0
}

file == 3 {
    rows++
    columns = split($0, row, "\t")
    for (i = 1; i <= columns; i++) {
        if (rows > 1 && row[i] != value[i]) {
            varies[i] = 1
        }
        value[i] = row[i]
        list[i] = list[i] (rows > 1 ? "," : "") literal(row[i])
    }
}

END {
    for (i = 1; i <= columns; i++) {
        if (!varies[i]) {
            if (value[i] == "NULL") {
                text[i] = "NULL"
            } else if (index(value[i], "{number}")) {
                text[i] = value[i]
                gsub(/\{number\}/, "' || :number || '", text[i])
                text[i] = "(" text[i] ")::" type[i]
            } else {
                text[i] = ":" name "_" i
                print name "_" i "=" bare(value[i]) > (out "/" name ".variables")
            }
        } else {
            element = type[i] ~ /\[\]$/ ? "text" : type[i]
            text[i] = "(bench." name "_" i "())[:n]" (element == type[i] ? "" : "::" type[i])
            printf "CREATE OR REPLACE FUNCTION bench.%s_%d() RETURNS %s[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN ARRAY[%s]::%s[];\n",
                name, i, element, list[i], element > (out "/" name ".functions")
        }
    }
    rest = sql
    sql = ""
    while (match(rest, /\$[0-9]+/)) {
        sql = sql substr(rest, 1, RSTART - 1) text[substr(rest, RSTART + 1, RLENGTH - 1) + 0]
        rest = substr(rest, RSTART + RLENGTH)
    }
    sub(/[ \n]+$/, "", rest)
    printf "%s;\n", sql rest > (out "/" name ".pgbench")
}
