package brisk;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {
    /**
     * Every feature may use the platform, and {@code brisk} itself (App, Main) sees everything. All other edges between
     * packages stand here: what a package, below brisk, may use.
     */
    private static final String ALLOWED = """
            platform.http     : platform.cache platform.security platform.telemetry
            platform.db       : platform.cache platform.config platform.http platform.telemetry
            platform.jobs     : platform.telemetry
            platform.records  : platform.cache platform.db platform.http platform.security
            platform.mail     : platform.config platform.db platform.records platform.telemetry
            companies         : deals exports imports
            contacts          : exports imports
            deals             : exports imports
            imports           : imports.csv imports.xlsx
            imports.xlsx      : imports.csv
            dashboard         : deals
            leads             : contacts deals exports imports leads.adf
            merging           : contacts
            search            : leads
            timeline          : contacts
            demo              : workspace
            """;

    private static final Map<String, Set<String>> used = edges();

    private static Map<String, Set<String>> edges() {
        Map<String, Set<String>> edges = new TreeMap<>();
        for (JavaClass from : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("brisk")) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                if (to.getPackageName().startsWith("brisk")
                        && !to.getPackageName().equals(from.getPackageName())) {
                    edges.computeIfAbsent(name(from), ignored -> new TreeSet<>())
                            .add(name(to));
                }
            }
        }
        return edges;
    }

    private static String name(JavaClass type) {
        return type.getPackageName().replaceFirst("^brisk\\.?", "");
    }

    private static Map<String, Set<String>> allowed() {
        Map<String, Set<String>> allowed = new TreeMap<>();
        for (String line : ALLOWED.lines().toList()) {
            String[] sides = line.split(":");
            allowed.put(sides[0].strip(), new TreeSet<>(List.of(sides[1].strip().split(" +"))));
        }
        return allowed;
    }

    @Test
    void packagesUseEachOtherOnlyAsTheListAllows() {
        List<String> surprises = new ArrayList<>();
        used.forEach((from, targets) -> {
            for (String to : targets) {
                boolean wiring = from.isEmpty() && !to.isEmpty();
                boolean featureUsesPlatform = !isPlatform(from) && isPlatform(to);
                if (!wiring
                        && !featureUsesPlatform
                        && !allowed().getOrDefault(from, Set.of()).contains(to)) {
                    surprises.add(from + " -> " + (to.isEmpty() ? "brisk" : to));
                }
            }
        });
        assertThat(surprises).as("edges that ALLOWED does not name").isEmpty();
    }

    @Test
    void theListNamesNothingThatIsNotUsed() {
        allowed()
                .forEach((from, targets) -> assertThat(used.getOrDefault(from, Set.of()))
                        .as("what %s uses", from)
                        .containsAll(targets));
    }

    @Test
    void thePlatformKnowsNoFeature() {
        used.forEach((from, targets) -> {
            if (isPlatform(from)) {
                assertThat(targets).as("what %s uses", from).allMatch(ArchitectureTest::isPlatform);
            }
        });
    }

    @Test
    void noPackageLeadsBackToItself() {
        Map<String, Set<String>> open = new HashMap<>(used);
        Set<String> free = new HashSet<>();
        boolean progress = true;
        while (progress) {
            progress = open.entrySet().removeIf(entry -> {
                boolean leadsOnlyOut =
                        entry.getValue().stream().allMatch(to -> free.contains(to) || !used.containsKey(to));
                if (leadsOnlyOut) {
                    free.add(entry.getKey());
                }
                return leadsOnlyOut;
            });
        }
        assertThat(open).as("packages in a cycle, or that use one").isEmpty();
    }

    private static boolean isPlatform(String name) {
        return name.startsWith("platform.");
    }
}
