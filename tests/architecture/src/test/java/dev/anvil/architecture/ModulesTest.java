package dev.anvil.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services do not know each other, libraries know no service, and nothing goes in circles. */
class ModulesTest {
    private static final DescribedPredicate<JavaClass> COMPOSITION_ROOTS = DescribedPredicate.describe(
            "composition roots",
            type -> type.getSimpleName().equals("AnvilCommand")
                    || type.getSimpleName().endsWith("Application")
                    || type.getSimpleName().endsWith("AutoConfiguration"));

    @ParameterizedTest
    @EnumSource
    void aModuleKnowsOnlyWhatItMay(Module module) {
        classes()
                .that(module.classes())
                .should()
                .onlyDependOnClassesThat(module.whatItMayKnow())
                .because("arrows run one way: services to libraries to the model")
                .check(AnvilClasses.ALL);
    }

    @Test
    void everyClassBelongsToAModule() {
        List<String> homeless = AnvilClasses.ALL.stream()
                .filter(AnvilClasses.HAND_WRITTEN)
                .filter(type -> Arrays.stream(Module.values()).noneMatch(module -> module.contains(type)))
                .map(JavaClass::getName)
                .toList();
        assertThat(homeless)
                .as("classes of no module; add theirs to %s", Module.class)
                .isEmpty();
    }

    @Test
    void packagesDoNotGoInCircles() {
        SlicesRuleDefinition.slices()
                .assignedFrom(new OnePerPackage())
                .should()
                .beFreeOfCycles()
                // Whoever puts a module together names all of its parts, and may stand beside what they share.
                .ignoreDependency(COMPOSITION_ROOTS, DescribedPredicate.alwaysTrue())
                .because("packages that need each other are one package")
                .check(AnvilClasses.ALL.that(AnvilClasses.HAND_WRITTEN));
    }

    @Test
    void contractsKnowNothingOfUs() {
        classes()
                .that(AnvilClasses.GENERATED_TYPES)
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(AnvilClasses.HAND_WRITTEN))
                .check(AnvilClasses.ALL);
    }

    private static final class OnePerPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "every package";
        }
    }
}
