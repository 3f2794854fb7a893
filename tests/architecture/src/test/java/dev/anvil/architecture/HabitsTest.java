package dev.anvil.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static dev.anvil.architecture.AnvilClasses.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How our code is written. */
class HabitsTest {
    private static final int LONGEST_CLASS = 500;

    @Test
    void everyPackageIsNullMarked() {
        Set<String> marked = AnvilClasses.ALL.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        Set<String> packages = AnvilClasses.ALL.stream()
                .filter(AnvilClasses.HAND_WRITTEN)
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(packages).isNotEmpty();
        assertThat(marked).as("packages whose package-info says @NullMarked").containsAll(packages);
    }

    @Test
    void nothingIsCalledAfterNothing() {
        noClasses()
                .that(AnvilClasses.HAND_WRITTEN)
                .should()
                .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl)(\\$.*)?")
                .orShould()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..misc..", "..helper..", "..impl..")
                .because("a thing that has no name yet has no home yet")
                .check(AnvilClasses.ALL);
    }

    @Test
    void whatIsNeededComesThroughTheConstructor() {
        noFields()
                .that()
                .areDeclaredInClassesThat(AnvilClasses.HAND_WRITTEN)
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .check(AnvilClasses.ALL);
    }

    @Test
    void settingsAreRecordsAndNotScatteredValues() {
        noClasses()
                .that(AnvilClasses.HAND_WRITTEN)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value")
                .because("a setting is a component of one validated record for its feature")
                .check(AnvilClasses.ALL);
    }

    @Test
    void timeComesFromAnInjectedClock() {
        noClasses()
                .that(AnvilClasses.HAND_WRITTEN)
                .and(not(in(
                        "dev.anvil.runtime",
                        // Where a library of its own meets the world.
                        "dev.anvil.libp2p.host",
                        "dev.anvil.libp2p.gossip",
                        "dev.anvil.cli..",
                        "dev.anvil.standalone..")))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .because("a failure replays only when its clock does")
                .check(AnvilClasses.ALL);
    }

    @Test
    void classesStayShort() throws IOException {
        Path root = Path.of("../..").toRealPath();
        try (Stream<Path> files = Files.walk(root, 20)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> root.relativize(file).toString().contains("src/main/java"))
                    .toList();
            assertThat(sources).as("sources under %s", root).hasSizeGreaterThan(100);
            assertThat(sources)
                    .allSatisfy(file -> assertThat(Files.readAllLines(file))
                            .as("lines of %s", root.relativize(file))
                            .hasSizeLessThanOrEqualTo(LONGEST_CLASS));
        }
    }
}
