package dev.anvil.gateway.acl;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AclTest {
    private static final Grantee.User OWNER = new Grantee.User("a".repeat(64), "Anna \"A\"");
    private static final Grantee.User BUCKET_OWNER = new Grantee.User("b".repeat(64), "");

    @ParameterizedTest
    @CsvSource({
        "private, , READ, false",
        "private, a, READ, true",
        "private, b, READ, false",
        "public-read, , READ, true",
        "public-read, , WRITE, false",
        "public-read-write, , WRITE, true",
        "public-read-write, , READ_ACP, false",
        "authenticated-read, , READ, false",
        "authenticated-read, c, READ, true",
        "bucket-owner-read, b, READ, true",
        "bucket-owner-read, b, WRITE_ACP, false",
        "bucket-owner-full-control, b, WRITE_ACP, true",
        "log-delivery-write, , WRITE, false",
    })
    void namedListsGrantWhatTheirNamesSay(String name, @Nullable String user, Permission wanted, boolean allowed) {
        Acl acl = CannedAcl.of(name).orElseThrow().of(OWNER, BUCKET_OWNER);
        assertThat(acl.allows(user == null ? null : user.repeat(64), wanted, true))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @EnumSource(CannedAcl.class)
    void listsAreReadAsTheyWereWritten(CannedAcl canned) {
        Acl acl = canned.of(OWNER, BUCKET_OWNER);
        assertThat(AclText.parse(AclText.of(acl))).isEqualTo(acl);
    }

    @ParameterizedTest
    @EnumSource(CannedAcl.class)
    void groupsAreNobodyWherePublicGrantsAreIgnored(CannedAcl canned) {
        Acl acl = canned.of(OWNER, BUCKET_OWNER);
        assertThat(acl.allows(null, Permission.READ, false)).isFalse();
        assertThat(acl.allows("c".repeat(64), Permission.READ, false)).isFalse();
        assertThat(acl.allows(OWNER.id(), Permission.READ, false)).isTrue();
    }
}
