# Shared by the measurements that are written in Java: building them, starting them.

bench_target=$bench/target

# Builds what is in bench/src where it has changed; the Maven is the one that ./brisk has found.
build_bench() {
  local stamp
  stamp=$(cd "$root" && find bench/pom.xml bench/src server/src/test/java/brisk/coherence -type f -print |
    LC_ALL=C sort | xargs cksum | cksum)
  [ "$(cat "$bench_target/stamp" 2>/dev/null)" != "$stamp" ] || return 0
  note "building the measurements ..."
  mkdir -p "$bench_target"
  (cd "$root" && "${BENCH_MAVEN:-mvn}" -B -ntp -q -f bench/pom.xml process-classes) >"$bench_target/build.log" 2>&1 ||
    fail "the measurements cannot be built: $(grep -m 5 ERROR "$bench_target/build.log")"
  echo "$stamp" >"$bench_target/stamp"
}

# java_of_bench CLASS ARGUMENTS...
java_of_bench() {
  build_bench
  "$JAVA_HOME/bin/java" -Xmx"${bench_heap:-1g}" -XX:+UseParallelGC -cp "$bench_target/classes:$bench_target/lib/*" "$@"
}
