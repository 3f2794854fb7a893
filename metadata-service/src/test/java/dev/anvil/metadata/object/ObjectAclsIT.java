package dev.anvil.metadata.object;

import static dev.anvil.metadata.RegionalCatalogue.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.model.BucketId;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.ServiceFailure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ObjectAclsIT {
    private static final RegionalCatalogue CATALOGUE = new RegionalCatalogue();
    private static final ObjectAcls ACLS = new ObjectAcls(CATALOGUE.database);
    private static final ObjectKey KEY = new ObjectKey("key");

    @AfterAll
    static void close() {
        CATALOGUE.close();
    }

    @Test
    void listsOfEveryVersionChangeAndNothingElseDoes() {
        BucketId bucket = CATALOGUE.bucket(Versioning.ENABLED);
        VersionId older = CATALOGUE.commits.commit(commit(bucket, "key", 10)).version();
        VersionId newer = CATALOGUE.commits.commit(commit(bucket, "key", 20)).version();
        StoredVersion before = CATALOGUE.lookups.lookUp(bucket, KEY, newer, true);
        assertThat(ACLS.put(bucket, KEY, older, "{\"old\":1}")).isEqualTo(older);
        assertThat(ACLS.put(bucket, KEY, null, "{\"new\":1}")).isEqualTo(newer);
        assertThat(acl(bucket, older)).isEqualTo("{\"old\":1}");
        assertThat(acl(bucket, newer)).isEqualTo("{\"new\":1}");
        ACLS.put(bucket, KEY, null, "");
        assertThat(CATALOGUE.lookups.lookUp(bucket, KEY, newer, true)).isEqualTo(before);
    }

    @Test
    void whatIsNotThereHasNoList() {
        BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
        assertThatThrownBy(() -> ACLS.put(bucket, KEY, null, "x"))
                .isInstanceOfSatisfying(
                        ServiceFailure.class, e -> assertThat(e.reason()).isEqualTo("NO_SUCH_KEY"));
    }

    private static String acl(BucketId bucket, VersionId version) {
        return CATALOGUE
                .lookups
                .lookUp(bucket, KEY, version, false)
                .attributes()
                .acl();
    }
}
