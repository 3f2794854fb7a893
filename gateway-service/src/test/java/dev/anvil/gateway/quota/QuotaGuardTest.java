package dev.anvil.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Quota;
import dev.anvil.gateway.catalogue.Usage;
import dev.anvil.gateway.catalogue.UsageSource;
import dev.anvil.model.BucketId;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuotaGuardTest {
    private final AtomicLong now = new AtomicLong();
    private final Counted source = new Counted();
    private final QuotaGuard guard = new QuotaGuard(source, now::get);

    private static final class Counted implements UsageSource {
        private Usage usage = new Usage(0, 0);
        private int questions;
        private boolean away;

        @Override
        public Usage ofBucket(BucketName bucket) {
            questions++;
            if (away) {
                throw ServiceFailure.unavailable("away", new IllegalStateException());
            }
            return usage;
        }

        @Override
        public Usage ofTenant(TenantId tenant) {
            return ofBucket(new BucketName("any"));
        }
    }

    private static Bucket bucket(Quota own, Quota ofTenant) {
        return new Bucket(
                BucketId.create(),
                new BucketName("photos"),
                TenantId.create(),
                "c".repeat(64),
                "owner",
                new RegionName("eu-west-1"),
                Instant.EPOCH,
                Map.of(),
                new Bucket.Quotas(own, ofTenant));
    }

    private static Quota bytes(long most) {
        return new Quota(OptionalLong.of(most), OptionalLong.empty());
    }

    private static Quota objects(long most) {
        return new Quota(OptionalLong.empty(), OptionalLong.of(most));
    }

    @Test
    void whoHasNoQuotaIsNotAskedAbout() {
        guard.admit(bucket(Quota.NONE, Quota.NONE), 1, Long.MAX_VALUE);
        assertThat(source.questions).isZero();
    }

    @Test
    void bytesAreCountedBetweenQuestions() {
        Bucket bucket = bucket(bytes(100), Quota.NONE);
        source.usage = new Usage(1, 40);
        guard.admit(bucket, 1, 60);
        assertThatThrownBy(() -> guard.admit(bucket, 1, 1))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo("QUOTA_EXCEEDED"))
                .hasMessageContaining("bucket 'photos' may hold 100 bytes, holds 100, and would get 1");
        assertThat(source.questions).isEqualTo(1);
    }

    @Test
    void roomThatWasMadeIsSeenAfterASecond() {
        Bucket bucket = bucket(objects(1), Quota.NONE);
        source.usage = new Usage(1, 10);
        assertThatThrownBy(() -> guard.admit(bucket, 1, 1)).hasMessageContaining("1 objects and holds 1");
        source.usage = new Usage(0, 0);
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThatCode(() -> guard.admit(bucket, 1, 1)).doesNotThrowAnyException();
    }

    @Test
    void theOwnersQuotaHoldsForAllBucketsTogether() {
        source.usage = new Usage(5, 50);
        assertThatThrownBy(() -> guard.admit(bucket(Quota.NONE, bytes(50)), 1, 1))
                .hasMessageContaining("its owner");
    }

    @Test
    void whileTheCatalogueIsAwayNothingIsRefused() {
        source.away = true;
        assertThatCode(() -> guard.admit(bucket(bytes(1), Quota.NONE), 1, 100)).doesNotThrowAnyException();
    }
}
