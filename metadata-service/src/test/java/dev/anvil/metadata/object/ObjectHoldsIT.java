package dev.anvil.metadata.object;

import static dev.anvil.metadata.RegionalCatalogue.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.metadata.multipart.NewUpload;
import dev.anvil.metadata.multipart.Upload;
import dev.anvil.metadata.multipart.UploadRef;
import dev.anvil.model.BucketId;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class ObjectHoldsIT {
    private static final RegionalCatalogue CATALOGUE = new RegionalCatalogue();
    private static final ObjectKey KEY = new ObjectKey("k");

    private final Instant later = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
    private final BucketId bucket = CATALOGUE.bucket(Versioning.ENABLED);

    @AfterAll
    static void close() {
        CATALOGUE.close();
    }

    private VersionId put(Guards guards) {
        ObjectCommit plain = commit(bucket, "k", 1);
        return CATALOGUE
                .commits
                .commit(new ObjectCommit(
                        plain.bucket(),
                        plain.key(),
                        plain.id(),
                        plain.size(),
                        plain.etag(),
                        plain.checksums(),
                        ObjectAttributes.NONE.with(guards),
                        plain.tags(),
                        plain.blob(),
                        plain.preconditions(),
                        null))
                .version();
    }

    private VersionId retained(Retention.Mode mode) {
        return put(new Guards(new Retention(mode, later), null, ""));
    }

    private void delete(VersionId version, boolean bypass) {
        CATALOGUE.deletions.delete(bucket, new Deletion(KEY, version, Preconditions.NONE, bypass));
    }

    private void retain(VersionId version, @Nullable Retention retention, boolean bypass) {
        CATALOGUE.holds.put(bucket, KEY, version, new Hold(true, retention, null, bypass));
    }

    private static void assertLocked(Runnable change) {
        assertThatThrownBy(change::run)
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo("OBJECT_LOCKED"));
    }

    @Test
    void whatGuardsAVersionIsFoundAsItWasPut() {
        Guards guards = new Guards(new Retention(Retention.Mode.COMPLIANCE, later), true, "{\"by\":\"service\"}");
        VersionId version = put(guards);
        Guards found = CATALOGUE.get(bucket, "k", version).attributes().guards();
        assertThat(found.retention()).isEqualTo(guards.retention());
        assertThat(found.legalHold()).isTrue();
        assertThat(found.encryption()).isEqualTo(guards.encryption());
    }

    @Test
    void governanceGivesWayToWhoMayBypassIt() {
        VersionId version = retained(Retention.Mode.GOVERNANCE);
        assertLocked(() -> delete(version, false));
        CATALOGUE.delete(bucket, "k");
        assertLocked(() -> delete(version, false));
        delete(version, true);
        assertThatThrownBy(() -> CATALOGUE.get(bucket, "k", version)).isInstanceOf(ServiceFailure.class);
    }

    @Test
    void complianceGivesWayToNobody() {
        VersionId version = retained(Retention.Mode.COMPLIANCE);
        assertLocked(() -> delete(version, true));
        assertLocked(() -> retain(version, new Retention(Retention.Mode.GOVERNANCE, later), true));
        assertLocked(() -> retain(version, null, true));
        assertLocked(() -> retain(version, new Retention(Retention.Mode.COMPLIANCE, later.minusSeconds(60)), true));
        retain(version, new Retention(Retention.Mode.COMPLIANCE, later.plusSeconds(60)), false);
    }

    @Test
    void governanceIsLengthenedByEverybodyAndLoosenedByFew() {
        VersionId version = retained(Retention.Mode.GOVERNANCE);
        retain(version, new Retention(Retention.Mode.GOVERNANCE, later.plusSeconds(60)), false);
        assertLocked(() -> retain(version, new Retention(Retention.Mode.GOVERNANCE, later), false));
        assertLocked(() -> retain(version, null, false));
        retain(version, null, true);
        delete(version, false);
    }

    @Test
    void aLegalHoldHoldsUntilItIsTakenAway() {
        VersionId version = put(Guards.NONE);
        CATALOGUE.holds.put(bucket, KEY, null, new Hold(false, null, true, false));
        assertLocked(() -> delete(version, true));
        CATALOGUE.holds.put(bucket, KEY, version, new Hold(false, null, false, false));
        delete(version, false);
    }

    @Test
    void retentionEndsByItself() {
        VersionId version = put(new Guards(
                new Retention(Retention.Mode.COMPLIANCE, Instant.now().minusSeconds(1)), null, ""));
        delete(version, false);
    }

    @Test
    void evenWithoutVersionsNothingHeldIsOverwritten() {
        BucketId plain = CATALOGUE.bucket(Versioning.OFF);
        CATALOGUE.put(plain, "k", 1);
        CATALOGUE.holds.put(plain, KEY, null, new Hold(false, null, true, false));
        assertThatThrownBy(() -> CATALOGUE.put(plain, "k", 2)).hasMessageContaining("held version");
        assertThat(CATALOGUE.get(plain, "k").size()).isEqualTo(1);
    }

    @Test
    void anUploadHandsItsGuardsToItsVersion() {
        Guards guards = new Guards(new Retention(Retention.Mode.GOVERNANCE, later), null, "{\"by\":\"customer\"}");
        Upload upload = CATALOGUE.uploads.create(
                new NewUpload(bucket, KEY, ObjectAttributes.NONE.with(guards), List.of(), null, false, null));
        assertThat(CATALOGUE
                        .uploads
                        .lookUp(new UploadRef(bucket, KEY, upload.id()))
                        .attributes()
                        .guards())
                .isEqualTo(guards);
    }
}
