package dev.anvil.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Grant;
import dev.anvil.gateway.catalogue.Tenant;
import dev.anvil.model.AppId;
import dev.anvil.model.BucketId;
import dev.anvil.model.BucketName;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizerTest {
    private static final TenantId OURS = TenantId.create();
    private static final Bucket BUCKET = bucket("photos", OURS);
    private final Authorizer authorizer = new Authorizer();

    @ParameterizedTest
    @CsvSource({
        "object:read|photos/*, true",
        "object:*|photos/*, true",
        "*|*, true",
        "object:read|photos/2026/*, true",
        "object:read|photos/2026/a.jpg, true",
        "object:read|*, true",
        "object:write|photos/*, false",
        "bucket:*|photos/*, false",
        "object:read|photos, false",
        "object:read|photo/*, false",
        "object:read|photos/2025/*, false",
        "object:read|photos/2026/a.jp, false",
        "object|photos/*, false",
    })
    void aPolicyAllowsAnObject(String policy, boolean allowed) {
        Resource object = new Resource.OfObject(BUCKET, new ObjectKey("2026/a.jpg"));
        assertThat(authorizer.allows(app(OURS, policy), Action.OBJECT_READ, object))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "object:list|photos, '', true",
        "object:list|photos/*, '', true",
        "object:list|photos/2026/*, 2026/, true",
        "object:list|photos/2026/*, 2026/05, true",
        "object:list|photos/2026/*, 20, false",
        "object:list|photos/2026/*, '', false",
    })
    void aPolicyAllowsListingAPrefix(String policy, String prefix, boolean allowed) {
        assertThat(authorizer.allows(app(OURS, policy), Action.OBJECT_LIST, new Resource.OfPrefix(BUCKET, prefix)))
                .isEqualTo(allowed);
    }

    @Test
    void nothingIsAllowedWithoutAPolicy() {
        assertThat(authorizer.allows(app(OURS), Action.BUCKET_LIST, new Resource.Account()))
                .isFalse();
        assertThat(authorizer.allows(new Caller.Anonymous(), Action.OBJECT_READ, new Resource.OfBucket(BUCKET)))
                .isFalse();
    }

    @Test
    void noPolicyReachesIntoAnotherTenant() {
        Caller.App stranger = app(TenantId.create(), "*|*");
        for (Action action : Action.values()) {
            assertThat(authorizer.allows(stranger, action, new Resource.OfBucket(BUCKET)))
                    .isFalse();
            assertThat(authorizer.allows(stranger, action, new Resource.OfPrefix(BUCKET, "")))
                    .isFalse();
            assertThat(authorizer.allows(stranger, action, new Resource.OfObject(BUCKET, new ObjectKey("k"))))
                    .isFalse();
            assertThat(authorizer.mayAllowSomewhere(stranger, action, BUCKET)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "object:delete|photos/2026/*, true",
        "object:*|photos/*, true",
        "*|*, true",
        "object:*|phot*, true",
        "object:read|photos/*, false",
        "object:delete|videos/*, false",
        "object:delete|photos, false",
    })
    void someKeyCouldBeAllowed(String policy, boolean allowed) {
        assertThat(authorizer.mayAllowSomewhere(app(OURS, policy), Action.OBJECT_DELETE, BUCKET))
                .isEqualTo(allowed);
    }

    private static Caller.App app(TenantId tenant, String... policies) {
        return new Caller.App(
                AppId.create(),
                "app",
                new Tenant(tenant, "tenant", "Tenant", "tenant@example.org", canonicalId(tenant)),
                Arrays.stream(policies).map(AuthorizerTest::grant).toList());
    }

    private static String canonicalId(TenantId tenant) {
        return tenant.toString().replace("-", "").repeat(2);
    }

    private static Grant grant(String policy) {
        int bar = policy.indexOf('|');
        return new Grant(policy.substring(0, bar), policy.substring(bar + 1));
    }

    private static Bucket bucket(String name, TenantId tenant) {
        return new Bucket(
                BucketId.create(),
                new BucketName(name),
                tenant,
                canonicalId(tenant),
                "tenant",
                new RegionName("eu"),
                Instant.EPOCH,
                Map.of());
    }
}
