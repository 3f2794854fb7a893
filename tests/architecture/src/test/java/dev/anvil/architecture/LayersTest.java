package dev.anvil.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.anvil.architecture.AnvilClasses.in;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cores are free of frameworks, and generated types stay where the contracts are spoken. */
class LayersTest {
    private static final String[] FRAMEWORKS = {
        "org.springframework..",
        "jakarta..",
        "io.grpc..",
        "io.netty..",
        "com.google.protobuf..",
        "java.sql..",
        "javax.sql..",
        "org.postgresql..",
        "io.micrometer.."
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.anvil.model..",
                "dev.anvil.erasure..",
                "dev.anvil.checksum..",
                "dev.anvil.placement..",
                "dev.anvil.blob",
                "dev.anvil.storage.engine..",
                "dev.anvil.membership.view..",
                "dev.anvil.membership.gossip..",
                "dev.anvil.runtime.membership",
                "dev.anvil.gateway.catalogue..",
                "dev.anvil.gateway.wire..",
                "dev.anvil.gc.blob.."
            })
    void aCoreIsFreeOfFrameworks(String core) {
        noClasses()
                .that(in(core))
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(FRAMEWORKS)
                        .or(AnvilClasses.GENERATED_TYPES)
                        .as("frameworks or generated types"))
                .because("a core is tested without starting anything, and outlives the framework of the day")
                .check(AnvilClasses.ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.anvil.model..",
                "dev.anvil.nativecode..",
                "dev.anvil.erasure..",
                "dev.anvil.checksum..",
                "dev.anvil.placement.."
            })
    void aLibraryAtTheBottomNeedsTheJdkOnly(String library) {
        classes()
                .that(in(library))
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                                "java..",
                                "javax.xml..",
                                "org.w3c.dom..",
                                "org.xml.sax..",
                                "jdk.incubator.vector..",
                                "org.jspecify..",
                                "org.slf4j..",
                                "dev.anvil..",
                                "")
                        .as("the JDK"))
                .check(AnvilClasses.ALL);
    }

    @Test
    void generatedTypesStayWhereContractsAreSpoken() {
        noClasses()
                .that(AnvilClasses.HAND_WRITTEN)
                .and(not(in("..rpc..", "..peer..", "dev.anvil.gateway.api..")))
                .should()
                .dependOnClassesThat(AnvilClasses.GENERATED_TYPES)
                .because("inside we speak our own types, and a contract can change without touching a feature")
                .check(AnvilClasses.ALL);
    }

    @Test
    void onlyTheMetadataServiceTalksSql() {
        noClasses()
                .that(AnvilClasses.HAND_WRITTEN)
                .and(not(in("dev.anvil.metadata..", "dev.anvil.standalone..", "dev.anvil.runtime.setting..")))
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "org.postgresql..",
                        "org.springframework.jdbc..",
                        "org.flywaydb.."))
                .because("one service owns the schema")
                .check(AnvilClasses.ALL);
    }

    @Test
    void nothingIsReactive() {
        noClasses()
                .that(AnvilClasses.HAND_WRITTEN)
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                        "reactor..", "io.reactivex..", "java.util.concurrent.Flow..", "org.reactivestreams.."))
                .because("virtual threads block, and blocking code can be read")
                .check(AnvilClasses.ALL);
    }
}
