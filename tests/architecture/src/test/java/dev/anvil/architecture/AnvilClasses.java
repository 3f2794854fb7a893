package dev.anvil.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Every class that we ship, imported once. */
final class AnvilClasses {
    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/dev/anvil/architecture/"))
            // What protoc makes of libp2p's own messages is a part of that library and of nothing else.
            .withImportOption(location -> !location.contains("/dev/anvil/libp2p/wire/pb/"))
            .importPackages("dev.anvil");

    private static final Pattern GENERATED = Pattern.compile("dev\\.anvil(\\.[a-z]+)?\\.v[0-9]+");

    private AnvilClasses() {}

    /** Made by protoc from the contracts. */
    static final DescribedPredicate<JavaClass> GENERATED_TYPES = DescribedPredicate.describe(
            "generated types", type -> GENERATED.matcher(type.getPackageName()).matches());

    static final DescribedPredicate<JavaClass> HAND_WRITTEN = DescribedPredicate.describe(
            "classes of ours", type -> type.getPackageName().startsWith("dev.anvil") && !GENERATED_TYPES.test(type));

    /** In one of the packages themselves, or with a trailing {@code ..} in those below as well. */
    static DescribedPredicate<JavaClass> in(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages)
                .and(HAND_WRITTEN)
                .as("classes in %s", Arrays.toString(packages));
    }
}
