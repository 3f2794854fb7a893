package dev.anvil.gateway.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Quota;
import dev.anvil.gateway.catalogue.Usage;
import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.gateway.memory.Reply;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands between permission and handler. */
final class GatesTest {
    private final MemoryGateway gateway = new MemoryGateway();

    @BeforeEach
    void createBucket() {
        gateway.send("PUT", "/photos");
        gateway.usage.everywhere = new Usage(3, 95);
        gateway.buckets.limit(
                new BucketName("photos"),
                new Bucket.Quotas(new Quota(OptionalLong.of(100), OptionalLong.empty()), Quota.NONE));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void whatFitsIsStored() {
        assertThat(gateway.send("PUT", "/photos/cat", "meow").status()).isEqualTo(200);
    }

    @Test
    void whatDoesNotFitIsRefusedInASentence() {
        Reply reply = gateway.send("PUT", "/photos/dog", "bow wow");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("QuotaExceeded");
        assertThat(reply.text()).contains("bucket 'photos' may hold 100 bytes, holds 95, and would get 7");
        assertThat(gateway.send("GET", "/photos/dog").status()).isEqualTo(404);
    }

    @Test
    void whatBringsNothingIsServed() {
        assertThat(gateway.send("GET", "/photos?list-type=2").status()).isEqualTo(200);
        assertThat(gateway.send("DELETE", "/photos/cat").status()).isEqualTo(204);
    }

    @Test
    void anotherRegionsBucketIsThere() {
        gateway.buckets.moveTo(new RegionName("us-west-2"), new BucketName("photos"));
        Reply reply = gateway.send("GET", "/photos/cat");
        assertThat(reply.status()).isEqualTo(301);
        assertThat(reply.code()).isEqualTo("PermanentRedirect");
        assertThat(reply.headers()).containsEntry("x-amz-bucket-region", "us-west-2");
        assertThat(gateway.send("GET", "/photos?location").status()).isEqualTo(200);
    }

    @Test
    void aTenantInFrontOfABucketIsItsOwner() {
        gateway.send("PUT", "/photos");
        gateway.send("PUT", "/photos/cat", "meow");
        assertThat(gateway.send("GET", "/acme:photos/cat").text()).isEqualTo("meow");
        assertThat(gateway.send("GET", "/:photos/cat").text()).isEqualTo("meow");
        assertThat(gateway.send("GET", "/globex:photos/cat").code()).isEqualTo("NoSuchBucket");
        assertThat(gateway.send("PUT", "/globex:videos").code()).isEqualTo("AccessDenied");
        assertThat(gateway.send("PUT", "/acme:videos").status()).isEqualTo(200);
    }
}
