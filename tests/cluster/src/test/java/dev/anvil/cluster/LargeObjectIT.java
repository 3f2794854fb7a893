package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Bytes stream: an object many times the size of the heap goes in and out in one request each. It takes minutes, so it runs when it
 * is asked for: {@code -Danvil.large-object-bytes=5368709120} for 5 GiB.
 */
@EnabledIfSystemProperty(named = LargeObjectIT.SIZE, matches = "\\d+")
class LargeObjectIT {
    static final String SIZE = "anvil.large-object-bytes";

    private static final long BYTES = Long.getLong(SIZE, 1L << 30);

    @TempDir
    Path folder;

    @Test
    void anObjectMayBeLargerThanTheMemory() throws Exception {
        Path file = SomeBytes.file(folder.resolve("large"), 5, BYTES);
        try (Suite suite = AllInOne.up(folder.resolve("data"), Map.of("ANVIL_JAVA_OPTS", "-Xmx384m"));
                S3Client s3 = suite.client()) {
            s3.createBucket(b -> b.bucket("large"));
            s3.putObject(b -> b.bucket("large").key("one"), RequestBody.fromFile(file));
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long length = 0;
            try (InputStream in = s3.getObject(b -> b.bucket("large").key("one"))) {
                byte[] chunk = new byte[1 << 20];
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    digest.update(chunk, 0, read);
                    length += read;
                }
            }
            assertThat(length).isEqualTo(BYTES);
            assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(SomeBytes.sha256(file));
        }
    }
}
