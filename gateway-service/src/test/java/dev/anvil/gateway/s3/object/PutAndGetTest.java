package dev.anvil.gateway.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Grant;
import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.gateway.memory.Reply;
import dev.anvil.model.BucketName;
import dev.anvil.runtime.failure.ServiceFailure;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PutAndGetTest {
    private final MemoryGateway gateway = new MemoryGateway();

    @BeforeEach
    void makeBucket() {
        assertThat(gateway.send("PUT", "/photos").status()).isEqualTo(200);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void whatWasPutComesBackWithAllThatWasSaidAboutIt() {
        Reply put = gateway.send(
                "PUT",
                "/photos/a%20cat.jpg",
                "meow",
                "content-type",
                "image/jpeg",
                "cache-control",
                "no-cache",
                "content-encoding",
                "aws-chunked,gzip",
                "x-amz-meta-Mood",
                "lazy",
                "x-amz-tagging",
                "pet=cat&colour=gr%C3%BCn");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.header("etag")).isEqualTo("\"4a4be40c96ac6314e91d93f38043a634\"");
        assertThat(put.header("x-amz-checksum-crc64nvme")).isNotEmpty();
        assertThat(put.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");

        Reply got = gateway.send("GET", "/photos/a%20cat.jpg");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.text()).isEqualTo("meow");
        assertThat(got.headers())
                .containsEntry("content-type", "image/jpeg")
                .containsEntry("cache-control", "no-cache")
                .containsEntry("content-encoding", "gzip")
                .containsEntry("x-amz-meta-mood", "lazy")
                .containsEntry("x-amz-tagging-count", "2")
                .containsEntry("accept-ranges", "bytes")
                .containsEntry("content-length", "4")
                .doesNotContainKeys("x-amz-version-id", "x-amz-checksum-crc64nvme", "x-amz-storage-class");
    }

    @Test
    void headAnswersAsGetButSendsNothing() {
        gateway.send("PUT", "/photos/cat", "meow");
        Reply head = gateway.send("HEAD", "/photos/cat", "x-amz-checksum-mode", "ENABLED");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("content-length")).isEqualTo("4");
        assertThat(head.header("content-type")).isEqualTo("binary/octet-stream");
        assertThat(head.header("x-amz-checksum-crc64nvme")).isNotEmpty();
    }

    @Test
    void anObjectOfManyStripesComesBackByteForByteAndInRanges() {
        long seed = System.nanoTime();
        byte[] bytes = new byte[3_500_000];
        new Random(seed).nextBytes(bytes);
        gateway.send("PUT", "/photos/big", bytes);
        assertThat(gateway.send("GET", "/photos/big").bytes())
                .as("seed " + seed)
                .isEqualTo(bytes);

        Reply range = gateway.send("GET", "/photos/big", "range", "bytes=1048570-1048589");
        assertThat(range.status()).isEqualTo(206);
        assertThat(range.header("content-range")).isEqualTo("bytes 1048570-1048589/3500000");
        assertThat(range.bytes()).isEqualTo(Arrays.copyOfRange(bytes, 1_048_570, 1_048_590));

        Reply suffix = gateway.send("GET", "/photos/big", "range", "bytes=-7");
        assertThat(suffix.header("content-range")).isEqualTo("bytes 3499993-3499999/3500000");
    }

    @Test
    void anEmptyObjectLiesNowhere() {
        assertThat(gateway.send("PUT", "/photos/empty").status()).isEqualTo(200);
        assertThat(gateway.drives.shards()).isZero();
        Reply got = gateway.send("GET", "/photos/empty");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.bytes()).isEmpty();
        assertThat(gateway.send("GET", "/photos/empty", "range", "bytes=0-0").code())
                .isEqualTo("InvalidRange");
    }

    @Test
    void aRangeBeyondTheEndSaysHowLongTheObjectIs() {
        gateway.send("PUT", "/photos/cat", "meow");
        Reply reply = gateway.send("GET", "/photos/cat", "range", "bytes=4-");
        assertThat(reply.status()).isEqualTo(416);
        assertThat(reply.header("content-range")).isEqualTo("bytes */4");
    }

    @Test
    void conditionsOnReadsAreJudgedInTheOrderOfHttp() {
        String etag = gateway.send("PUT", "/photos/cat", "meow").header("etag");
        assertThat(gateway.send("GET", "/photos/cat", "if-match", "\"no\"").status())
                .isEqualTo(412);
        assertThat(gateway.send("GET", "/photos/cat", "if-none-match", etag).status())
                .isEqualTo(304);
        assertThat(gateway.send("GET", "/photos/cat", "if-none-match", "\"no\", " + etag)
                        .status())
                .isEqualTo(304);
        assertThat(gateway.send(
                                "GET",
                                "/photos/cat",
                                "if-match",
                                etag,
                                "if-unmodified-since",
                                "Sat, 01 Jan 2000 00:00:00 GMT")
                        .status())
                .isEqualTo(200);
        assertThat(gateway.send("GET", "/photos/cat", "if-modified-since", "Sat, 01 Jan 2050 00:00:00 GMT")
                        .status())
                .isEqualTo(304);
        assertThat(gateway.send("GET", "/photos/cat", "if-unmodified-since", "Sat, 01 Jan 2000 00:00:00 GMT")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void conditionsOnWritesReachTheCatalogue() {
        assertThat(gateway.send("PUT", "/photos/cat", "meow", "if-none-match", "*")
                        .status())
                .isEqualTo(200);
        assertThat(gateway.send("PUT", "/photos/cat", "purr", "if-none-match", "*")
                        .code())
                .isEqualTo("PreconditionFailed");
        assertThat(gateway.send("PUT", "/photos/dog", "woof", "if-match", "\"x\"")
                        .code())
                .isEqualTo("NoSuchKey");
        assertThat(gateway.send("GET", "/photos/cat").text()).isEqualTo("meow");
    }

    @Test
    void theClientMayWantOtherHeadersThanTheObjectHas() {
        gateway.send("PUT", "/photos/cat", "meow", "content-type", "image/jpeg");
        Reply reply = gateway.send(
                "GET",
                "/photos/cat?response-content-type=text/plain&response-content-disposition=attachment%3B%20filename%3Dcat");
        assertThat(reply.header("content-type")).isEqualTo("text/plain");
        assertThat(reply.header("content-disposition")).isEqualTo("attachment; filename=cat");
    }

    @Test
    void aBodyThatBreaksItsPromiseLeavesNothingBehind() {
        Reply reply = gateway.send("PUT", "/photos/cat", "meow", "content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==");
        assertThat(reply.code()).isEqualTo("BadDigest");
        assertThat(gateway.send("GET", "/photos/cat").code()).isEqualTo("NoSuchKey");
        assertThat(gateway.drives.shards()).isZero();
    }

    @Test
    void shardsStayWhenTheOutcomeOfTheCommitIsUnknown() {
        gateway.objects.beforeCommit(commit -> {
            throw new ServiceFailure(ServiceFailure.Kind.UNAVAILABLE, "UNAVAILABLE", "the catalogue went away");
        });
        Reply reply = gateway.send("PUT", "/photos/cat", "meow");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("ServiceUnavailable");
        assertThat(reply.text()).doesNotContain("catalogue");
        assertThat(gateway.drives.shards()).isPositive();
    }

    @Test
    void tooFewDrivesAreServiceUnavailable() {
        gateway.drives.kill(5);
        assertThat(gateway.send("PUT", "/photos/cat", "meow").code()).isEqualTo("ServiceUnavailable");
    }

    @Test
    void aBucketThatWasMadeAgainIsFoundInSpiteOfTheCache() {
        Bucket old = gateway.buckets.find(new BucketName("photos")).orElseThrow();
        gateway.send("DELETE", "/photos");
        gateway.send("PUT", "/photos");
        gateway.buckets.remember(old);
        assertThat(gateway.send("PUT", "/photos/cat", "meow").status()).isEqualTo(200);
        gateway.buckets.remember(old);
        assertThat(gateway.send("GET", "/photos/cat").text()).isEqualTo("meow");
        gateway.send("DELETE", "/photos/cat");
        gateway.send("DELETE", "/photos");
        gateway.buckets.remember(old);
        assertThat(gateway.send("GET", "/photos/cat").code()).isEqualTo("NoSuchBucket");
    }

    @Test
    void whatIsMissingHasItsOwnWords() {
        assertThat(gateway.send("GET", "/photos/none").code()).isEqualTo("NoSuchKey");
        assertThat(gateway.send("GET", "/none/none").code()).isEqualTo("NoSuchBucket");
        assertThat(gateway.send("GET", "/photos/none?versionId=" + "0".repeat(32))
                        .code())
                .isEqualTo("NoSuchVersion");
        assertThat(gateway.send("GET", "/photos/none?versionId=nonsense").code())
                .isEqualTo("InvalidArgument");
        assertThat(gateway.send("PUT", "/photos/x", "x", "x-amz-storage-class", "SHOEBOX")
                        .code())
                .isEqualTo("InvalidStorageClass");
        assertThat(gateway.send("PUT", "/photos/x", "x", "x-amz-meta-a", "v".repeat(3000))
                        .code())
                .isEqualTo("MetadataTooLarge");
        assertThat(gateway.send("PUT", "/photos/x", "x", "x-amz-server-side-encryption", "aws:kms:dsse")
                        .status())
                .isEqualTo(501);
    }

    @Test
    void foreignTenantsAreDenied() {
        gateway.send("PUT", "/photos/cat", "meow");
        gateway.as(MemoryGateway.app("rival", new Grant("*", "*")));
        assertThat(gateway.send("GET", "/photos/cat").code()).isEqualTo("AccessDenied");
        assertThat(gateway.send("PUT", "/photos/cat", "hiss").code()).isEqualTo("AccessDenied");
        assertThat(gateway.send("PUT", "/mine/cat", "x", "x-amz-copy-source", "/photos/cat")
                        .status())
                .isEqualTo(404);
        gateway.send("PUT", "/mine");
        assertThat(gateway.send("PUT", "/mine/cat", "x-amz-copy-source", "/photos/cat")
                        .code())
                .isEqualTo("AccessDenied");
    }
}
