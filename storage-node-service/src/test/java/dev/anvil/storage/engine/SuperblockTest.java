package dev.anvil.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.model.NodeId;
import dev.anvil.storage.engine.StorageFailure.DriveRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class SuperblockTest {
    private final FakeDisk disk = new FakeDisk(new SplittableRandom(1));
    private final SuperblockStore store = new SuperblockStore(disk);
    private final Superblock superblock = Superblock.fresh(NodeId.create());

    @Test
    void theLatestCounts() throws IOException {
        assertThat(store.read()).isEmpty();
        store.write(superblock);
        Superblock known = new Superblock(superblock.drive(), superblock.node(), Optional.of(UUID.randomUUID()), 3);
        store.write(known);
        assertThat(store.read()).contains(known);
        assertThat(disk.list()).hasSize(2);
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        String text = StandardCharsets.UTF_8.decode(superblock.encode()).toString();
        String newer = text.substring(0, text.indexOf("crc32c")).replace("format=1", "format=2");
        CRC32C crc = new CRC32C();
        crc.update(newer.getBytes(StandardCharsets.UTF_8));
        try (DiskFile file = disk.create("superblock-00000001")) {
            file.write(
                    0,
                    ByteBuffer.wrap((newer + "crc32c=" + String.format("%08x", crc.getValue()) + "\n")
                            .getBytes(StandardCharsets.UTF_8)));
        }
        assertThatThrownBy(store::read)
                .isInstanceOf(DriveRefused.class)
                .hasMessageContaining("format 2")
                .hasMessageContaining("newer one");
    }

    @Test
    void segmentsWithoutAnIntactSuperblockAreNotTakenForAnEmptyDrive() throws IOException {
        store.write(superblock);
        disk.flipBit("superblock-00000001", 20);
        assertThat(store.read()).contains(superblock);
        disk.flipBit("superblock-00000002", 20);
        assertThat(store.read()).isEmpty();
        disk.create(Segment.nameOf(1)).close();
        assertThatThrownBy(store::read).isInstanceOf(DriveRefused.class).hasMessageContaining("no intact superblock");
    }
}
