package dev.anvil.gateway.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.gateway.memory.Reply;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CopyTest {
    private final MemoryGateway gateway = new MemoryGateway();

    @BeforeEach
    void putSource() {
        gateway.send("PUT", "/photos");
        gateway.send(
                "PUT",
                "/photos/my%20cat",
                "meow",
                "content-type",
                "image/jpeg",
                "x-amz-meta-mood",
                "lazy",
                "x-amz-storage-class",
                "STANDARD_IA");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aCopyMovesNoBytesAndTakesTheMetadataAlong() {
        int before = gateway.drives.shards();
        Reply copy = gateway.send("PUT", "/photos/copy", "x-amz-copy-source", "photos/my%20cat");
        assertThat(copy.status()).isEqualTo(200);
        assertThat(copy.element("ETag")).isEqualTo("\"4a4be40c96ac6314e91d93f38043a634\"");
        assertThat(gateway.drives.shards()).isEqualTo(before);
        Reply got = gateway.send("GET", "/photos/copy");
        assertThat(got.text()).isEqualTo("meow");
        assertThat(got.headers())
                .containsEntry("content-type", "image/jpeg")
                .containsEntry("x-amz-meta-mood", "lazy")
                .doesNotContainKey("x-amz-storage-class");
    }

    @Test
    void aCopyHasTheChecksumThatIsAskedFor() {
        String source = "/photos/my%20cat";
        Reply copy =
                gateway.send("PUT", "/photos/copy", "x-amz-copy-source", source, "x-amz-checksum-algorithm", "SHA1");
        assertThat(copy.element("ChecksumSHA1")).isEqualTo("fVwqLWE2+/FmIR1Rg79mIUokfzE=");
        assertThat(gateway.send("HEAD", "/photos/copy", "x-amz-checksum-mode", "ENABLED")
                        .header("x-amz-checksum-sha1"))
                .isEqualTo("fVwqLWE2+/FmIR1Rg79mIUokfzE=");
        assertThat(gateway.send("PUT", source, "x-amz-copy-source", source, "x-amz-checksum-algorithm", "CRC32")
                        .element("ChecksumCRC32"))
                .isNotEmpty();
        assertThat(gateway.send("GET", source).text()).isEqualTo("meow");
        assertThat(gateway.send("PUT", source, "x-amz-copy-source", "/photos/none", "x-amz-checksum-algorithm", "CRC")
                        .code())
                .isEqualTo("InvalidRequest");
    }

    @Test
    void aSourceIsEncodedOrRefused() {
        assertThat(gateway.send("PUT", "/photos/copy", "x-amz-copy-source", "/photos/%zz")
                        .code())
                .isEqualTo("InvalidArgument");
    }

    @Test
    void metadataCanBeReplaced() {
        gateway.send(
                "PUT",
                "/photos/copy",
                "x-amz-copy-source",
                "/photos/my%20cat",
                "x-amz-metadata-directive",
                "REPLACE",
                "x-amz-meta-mood",
                "wild");
        Reply got = gateway.send("GET", "/photos/copy");
        assertThat(got.header("x-amz-meta-mood")).isEqualTo("wild");
        assertThat(got.header("content-type")).isEqualTo("binary/octet-stream");
    }

    /** What is not of this region must not look as if it were not there. */
    @Test
    void nothingIsCopiedFromAnotherRegion() {
        gateway.send("PUT", "/far");
        gateway.buckets.moveTo(new RegionName("far-1"), new BucketName("far"));
        Reply copy = gateway.send("PUT", "/photos/copy", "x-amz-copy-source", "far/cat");
        assertThat(copy.status()).isEqualTo(501);
        assertThat(copy.code()).isEqualTo("NotImplemented");
        assertThat(copy.text()).contains("far-1", MemoryGateway.REGION.value());
        assertThat(gateway.send("GET", "/photos/copy").status()).isEqualTo(404);
    }

    @Test
    void copyingOntoItselfMustChangeSomething() {
        assertThat(gateway.send("PUT", "/photos/my%20cat", "x-amz-copy-source", "/photos/my%20cat")
                        .code())
                .isEqualTo("InvalidRequest");
        assertThat(gateway.send(
                                "PUT",
                                "/photos/my%20cat",
                                "x-amz-copy-source",
                                "/photos/my%20cat",
                                "x-amz-metadata-directive",
                                "REPLACE")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void conditionsOnTheSourceAreFailuresAndNeverNotModified() {
        String etag = gateway.send("HEAD", "/photos/my%20cat").header("etag");
        assertThat(gateway.send(
                                "PUT",
                                "/photos/copy",
                                "x-amz-copy-source",
                                "/photos/my%20cat",
                                "x-amz-copy-source-if-none-match",
                                etag)
                        .status())
                .isEqualTo(412);
        assertThat(gateway.send(
                                "PUT",
                                "/photos/copy",
                                "x-amz-copy-source",
                                "/photos/my%20cat",
                                "x-amz-copy-source-if-match",
                                etag)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSourceMustBeNamedAndBeThere() {
        assertThat(gateway.send("PUT", "/photos/copy", "x-amz-copy-source", "photos")
                        .code())
                .isEqualTo("InvalidArgument");
        assertThat(gateway.send("PUT", "/photos/copy", "x-amz-copy-source", "photos/none")
                        .code())
                .isEqualTo("NoSuchKey");
        assertThat(gateway.send("PUT", "/photos/copy", "x-amz-copy-source", "nowhere/none")
                        .code())
                .isEqualTo("NoSuchBucket");
    }
}
