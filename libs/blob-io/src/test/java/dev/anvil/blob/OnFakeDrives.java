package dev.anvil.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.erasure.CoderChoice;
import dev.anvil.erasure.ErasureCoding;
import dev.anvil.model.BlobId;
import dev.anvil.model.ByteRange;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Blobs on drives that obey the test. */
abstract class OnFakeDrives {
    static final Scheme FOUR_TWO = new Scheme(4, 2);
    static final int UNIT = 4096;
    static final int SMALL = 1024;
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    static final BlobIoSettings SETTINGS = new BlobIoSettings(
            UNIT,
            SMALL,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(50),
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            2,
            1 << 20);

    final FakeDrives drives = new FakeDrives();
    final BlobIo io =
            new BlobIo(drives, ErasureCoding.choose(CoderChoice.WORDS), SETTINGS, new BufferPool(1 << 20), CLOCK);
    final List<Damage> damages = new ArrayList<>();
    Random random = new Random(0);

    @BeforeEach
    void seed() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        random = new Random(seed);
    }

    @AfterEach
    void everythingLentWasGivenBack() {
        until(() -> drives.lentUnits() == 0);
    }

    static void until(BooleanSupplier condition) {
        long limit = System.nanoTime() + 5_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(limit);
            Thread.onSpinWait();
        }
    }

    BlobLayout write(Scheme scheme, List<DriveId> onto, byte[] body) throws IOException {
        return io.writer().write(BlobId.create(CLOCK.instant()), scheme, onto, new ByteArrayInputStream(body));
    }

    byte[] read(BlobLayout blob, ByteRange range) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        io.reader().read(blob, range, BlobSink.to(out), damages::add);
        return out.toByteArray();
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
