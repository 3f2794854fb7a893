package dev.anvil.gateway.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.PartLayout;
import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.model.BucketId;
import dev.anvil.model.BucketName;
import dev.anvil.model.ByteRange;
import dev.anvil.model.ObjectKey;
import dev.anvil.runtime.failure.ServiceFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ContentReaderTest {
    private static final int SIZE = 3_000_000;

    private final MemoryGateway gateway = new MemoryGateway();
    private final byte[] bytes = new byte[SIZE];
    private final BucketId bucket;
    private final ObjectVersion version;

    ContentReaderTest() {
        new Random(1).nextBytes(bytes);
        gateway.send("PUT", "/photos");
        gateway.send("PUT", "/photos/cat", bytes);
        bucket = gateway.buckets.find(new BucketName("photos")).orElseThrow().id();
        version = lookUp();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private ObjectVersion lookUp() {
        return (ObjectVersion) gateway.objects.lookUp(bucket, new ObjectKey("cat"), null, true);
    }

    private void move() {
        PartLayout part = lookUp().parts().getFirst();
        gateway.objects.moveTo(
                bucket,
                version,
                List.of(new PartLayout(part.number(), part.offset(), gateway.drives.move(part.blob()))));
    }

    @Test
    void aReaderFollowsShardsThatAreMovedBeforeItBegins() throws IOException {
        move();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        gateway.reader.read(bucket, version, null, ByteRange.whole(SIZE), out);
        assertThat(out.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void anObjectThatWasOverwrittenIsNotReadOnInAnother() {
        gateway.drives.loseEverything();
        gateway.send("PUT", "/photos/cat", new byte[SIZE]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> gateway.reader.read(bucket, version, null, ByteRange.whole(SIZE), out))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo("TOO_FEW_SHARDS"));
        assertThat(out.size()).isZero();
    }

    @Test
    void damageIsReported() {
        gateway.drives.loseEverything();
        assertThatThrownBy(() -> gateway.reader.read(
                        bucket, version, null, ByteRange.whole(SIZE), OutputStream.nullOutputStream()))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo("TOO_FEW_SHARDS"));
        assertThat(gateway.damages).isNotEmpty();
    }
}
