package brisk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one sees in the files themselves. */
class TidyTest {
    private static final int MOST_LINES_OF_A_FILE = 400;
    private static final int MOST_LINES_OF_A_METHOD = 70;

    /** Put together here, so that this file does not contain them. */
    private static final Pattern BANNED = Pattern.compile("\\b("
            + String.join("|", "TO" + "DO", "FIX" + "ME", "X" + "XX", "not" + " implemented", "HA" + "CK") + ")\\b");

    private static final Set<String> TEXTS = Set.of(
            "java", "sql", "yaml", "yml", "md", "xml", "properties", "sh", "css", "html", "ts", "tsx", "service");
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "dist", ".git", "results");

    private static final Path ROOT = Path.of("").toAbsolutePath();

    private static List<Path> files(String... folders) {
        List<Path> files = new ArrayList<>();
        for (String folder : folders) {
            if (!Files.isDirectory(ROOT.resolve(folder))) {
                continue;
            }
            try (Stream<Path> below = Files.walk(ROOT.resolve(folder), folder.isEmpty() ? 1 : Integer.MAX_VALUE)) {
                below.filter(Files::isRegularFile)
                        .filter(TidyTest::isOurs)
                        .sorted(Comparator.naturalOrder())
                        .forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        for (Path part : ROOT.relativize(file)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return TEXTS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static List<Path> sources() {
        return files("server/src").stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    @Test
    void noFileIsLongerThanOneCanKeepInMind() throws IOException {
        List<String> long_ = new ArrayList<>();
        for (Path file : sources()) {
            long lines = Files.readString(file).lines().count();
            if (lines > MOST_LINES_OF_A_FILE) {
                long_.add(ROOT.relativize(file) + ": " + lines + " lines");
            }
        }
        assertThat(long_).isEmpty();
    }

    @Test
    void noMethodIsLongerThanAScreen() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        List<String> long_ = new ArrayList<>();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new TreeScanner<@Nullable Void, SourcePositions>() {
                    @Override
                    public @Nullable Void visitMethod(MethodTree method, SourcePositions at) {
                        long from = unit.getLineMap().getLineNumber(at.getStartPosition(unit, method));
                        long to = unit.getLineMap().getLineNumber(at.getEndPosition(unit, method));
                        if (to - from >= MOST_LINES_OF_A_METHOD) {
                            long_.add(
                                    ROOT.relativize(Path.of(unit.getSourceFile().toUri())) + ": " + method.getName()
                                            + " has " + (to - from + 1) + " lines");
                        }
                        return super.visitMethod(method, at);
                    }
                }.scan(unit, positions);
            }
        }
        assertThat(long_).isEmpty();
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files("", "server/src", "web", "bench", "deploy").stream()
                .distinct()
                .toList()) {
            List<String> lines = Files.readString(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (BANNED.matcher(lines.get(i)).find()) {
                    found.add(ROOT.relativize(file) + ":" + (i + 1) + ": "
                            + lines.get(i).strip());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyPackageSaysThatNothingInItIsNull() throws IOException {
        Set<Path> packages = sources().stream().map(Path::getParent).collect(Collectors.toSet());
        List<String> silent = new ArrayList<>();
        for (Path folder : packages) {
            Path info = folder.resolve("package-info.java");
            boolean inMain = Files.exists(Path.of(info.toString().replace("/src/test/", "/src/main/")));
            if (!(Files.exists(info) ? Files.readString(info).contains("NullMarked") : inMain)) {
                silent.add(ROOT.relativize(folder).toString());
            }
        }
        assertThat(silent).isEmpty();
    }
}
