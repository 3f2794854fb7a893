package dev.anvil.metadata.object;

import static dev.anvil.metadata.RegionalCatalogue.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.metadata.Invariants;
import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.model.BucketId;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectTagsIT {
    private static final RegionalCatalogue CATALOGUE = new RegionalCatalogue();
    private static final ObjectTags TAGS = new ObjectTags(CATALOGUE.database);
    private static final ObjectKey KEY = new ObjectKey("key");

    @AfterEach
    void invariantsHold() {
        Invariants.hold(CATALOGUE);
    }

    @AfterAll
    static void close() {
        CATALOGUE.close();
    }

    @Test
    void tagsChangeAndNothingElseDoes() {
        BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
        CATALOGUE.commits.commit(commit(bucket, "key", 10));
        StoredVersion before = CATALOGUE.lookups.lookUp(bucket, KEY, null, true);
        assertThat(TAGS.put(bucket, KEY, null, List.of(new Tag("a", "1"), new Tag("b", ""))))
                .isEqualTo(VersionId.NULL);
        StoredVersion after = CATALOGUE.lookups.lookUp(bucket, KEY, null, true);
        assertThat(after.tags()).containsExactly(new Tag("a", "1"), new Tag("b", ""));
        assertThat(after.modified()).isEqualTo(before.modified());
        assertThat(after.blobs()).isEqualTo(before.blobs());
        TAGS.put(bucket, KEY, null, List.of());
        assertThat(CATALOGUE.lookups.lookUp(bucket, KEY, null, true)).isEqualTo(before);
    }

    @Test
    void anOlderVersionHasTagsOfItsOwn() {
        BucketId bucket = CATALOGUE.bucket(Versioning.ENABLED);
        VersionId older = CATALOGUE.commits.commit(commit(bucket, "key", 10)).version();
        VersionId newer = CATALOGUE.commits.commit(commit(bucket, "key", 20)).version();
        assertThat(TAGS.put(bucket, KEY, older, List.of(new Tag("age", "old")))).isEqualTo(older);
        assertThat(TAGS.put(bucket, KEY, null, List.of(new Tag("age", "new")))).isEqualTo(newer);
        assertThat(tags(bucket, older)).containsExactly(new Tag("age", "old"));
        assertThat(tags(bucket, newer)).containsExactly(new Tag("age", "new"));
    }

    private static List<Tag> tags(BucketId bucket, VersionId version) {
        return CATALOGUE.lookups.lookUp(bucket, KEY, version, false).tags();
    }

    @Test
    void whatIsNotThereCannotBeTagged() {
        BucketId bucket = CATALOGUE.bucket(Versioning.ENABLED);
        assertRefused("NO_SUCH_KEY", bucket, null);
        VersionId version = CATALOGUE.commits.commit(commit(bucket, "key", 10)).version();
        VersionId marker =
                Objects.requireNonNull(CATALOGUE.delete(bucket, "key").version());
        assertRefused("NO_SUCH_KEY", bucket, null);
        assertRefused("METHOD_NOT_ALLOWED", bucket, marker);
        assertRefused("NO_SUCH_VERSION", bucket, VersionId.NULL);
        assertRefused("NO_SUCH_BUCKET", BucketId.create(), version);
        assertThat(TAGS.put(bucket, KEY, version, List.of())).isEqualTo(version);
    }

    private static void assertRefused(String reason, BucketId bucket, @Nullable VersionId version) {
        ThrowingCallable call = () -> TAGS.put(bucket, KEY, version, List.of(new Tag("a", "b")));
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
