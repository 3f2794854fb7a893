package dev.anvil.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A module, and what it may know. The order is that of the build: everything points upwards. */
enum Module {
    MODEL,
    NATIVECODE,
    ERASURE,
    CHECKSUM,
    PLACEMENT,
    RUNTIME,
    LIBP2P,
    BLOB,
    METADATA,
    STORAGE,
    MEMBERSHIP,
    GC,
    GATEWAY,
    CLI,
    STANDALONE;

    private static final Set<Module> LIBRARIES = EnumSet.of(MODEL, ERASURE, CHECKSUM, PLACEMENT, RUNTIME, BLOB);

    Set<Module> mayKnow() {
        return switch (this) {
            // It knows nothing of Anvil.
            case MODEL, NATIVECODE, LIBP2P -> EnumSet.noneOf(Module.class);
            case ERASURE, CHECKSUM -> EnumSet.of(NATIVECODE);
            case PLACEMENT, RUNTIME -> EnumSet.of(MODEL);
            case BLOB -> EnumSet.of(MODEL, ERASURE, PLACEMENT, RUNTIME);
            // Services are told apart by what they do, not by what they share: none knows another.
            case METADATA, STORAGE, GC, GATEWAY -> LIBRARIES;
            case MEMBERSHIP -> EnumSet.of(MODEL, RUNTIME, LIBP2P);
            case CLI -> EnumSet.of(MODEL, PLACEMENT, RUNTIME);
            case STANDALONE -> EnumSet.complementOf(EnumSet.of(STANDALONE));
        };
    }

    /** Whether it may know the contracts at all; where in it is another rule's matter. */
    boolean mayKnowContracts() {
        return switch (this) {
            case MODEL, NATIVECODE, ERASURE, CHECKSUM, PLACEMENT, LIBP2P -> false;
            case RUNTIME, BLOB, METADATA, STORAGE, MEMBERSHIP, GC, GATEWAY, CLI, STANDALONE -> true;
        };
    }

    String packageName() {
        return "dev.anvil." + name().toLowerCase(Locale.ROOT);
    }

    boolean contains(JavaClass type) {
        return AnvilClasses.HAND_WRITTEN.test(type) && (type.getPackageName() + ".").startsWith(packageName() + ".");
    }

    DescribedPredicate<JavaClass> classes() {
        return describe("classes of " + packageName(), this::contains);
    }

    DescribedPredicate<JavaClass> whatItMayKnow() {
        return describe(
                "itself, " + mayKnow() + (mayKnowContracts() ? ", contracts" : "") + ", or nothing of ours", type -> {
                    if (AnvilClasses.GENERATED_TYPES.test(type)) {
                        return mayKnowContracts();
                    }
                    return !AnvilClasses.HAND_WRITTEN.test(type)
                            || contains(type)
                            || mayKnow().stream().anyMatch(known -> known.contains(type));
                });
    }
}
