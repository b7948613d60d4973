package io.postroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The arrows between the packages: imports point down only.
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java/io/postroom");

    private static final String BASE = "io.postroom.";

    /// What each package may import of Postroom besides itself.
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("protocol", Set.of()),
            Map.entry("identity", Set.of("protocol")),
            Map.entry("store", Set.of("protocol")),
            Map.entry("room", Set.of("protocol", "identity", "store")),
            Map.entry("people", Set.of("room", "protocol", "identity", "store")),
            Map.entry("order", Set.of("people", "room", "protocol", "identity", "store")),
            Map.entry("report", Set.of("people", "room", "protocol", "identity", "store")),
            Map.entry("socket", Set.of("report", "order", "people", "room", "protocol", "identity", "store")),
            Map.entry("rest", Set.of("report", "order", "people", "room", "protocol", "identity", "store")),
            // It starts and stops the sockets, in the order that loses nothing.
            Map.entry(
                    "operations",
                    Set.of("socket", "report", "order", "people", "room", "protocol", "identity", "store")),
            Map.entry("web", Set.of()),
            Map.entry("embedded", Set.of()));

    static final List<String> PACKAGES = ARROWS.keySet().stream().sorted().toList();

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.postroom");

    @ParameterizedTest
    @FieldSource("PACKAGES")
    void aPackageImportsOnlyWhatIsBelowIt(String name) {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(in(name))
                .should()
                .dependOnClassesThat(isOfPostroomButNotOf(name))
                .allowEmptyShould(true)
                .because("its arrows go to " + ARROWS.get(name))
                .check(CLASSES);
    }

    @Test
    void nobodyImportsTheDevelopmentBackends() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage(in("embedded"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("embedded"))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsOneOfTheMap() throws IOException {
        assertThat(packages()).hasSameElementsAs(PACKAGES);
    }

    @ParameterizedTest
    @FieldSource("PACKAGES")
    void everyPackageSaysWhatItIsForAndHasNoUnmarkedNull(String name) throws Exception {
        Path info = SOURCES.resolve(name).resolve("package-info.java");

        assertThat(info).exists();
        assertThat(Files.readString(info)).startsWith("///");
        assertThat(Class.forName("io.postroom." + name + ".package-info").isAnnotationPresent(NullMarked.class))
                .isTrue();
    }

    private static DescribedPredicate<JavaClass> isOfPostroomButNotOf(String name) {
        Set<String> below = ARROWS.get(name);
        return DescribedPredicate.describe("are of a package of Postroom that is not below " + name, target -> {
            if (!target.getPackageName().startsWith(BASE)) {
                return false;
            }
            // Packages are one level deep.
            String other = target.getPackageName().substring(BASE.length());
            return !other.equals(name) && !below.contains(other);
        });
    }

    private static String in(String name) {
        return "io.postroom." + name + "..";
    }

    private static List<String> packages() throws IOException {
        try (Stream<Path> folders = Files.list(SOURCES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .toList();
        }
    }
}
