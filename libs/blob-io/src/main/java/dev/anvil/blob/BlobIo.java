package dev.anvil.blob;

import dev.anvil.erasure.ErasureCoding;
import java.time.InstantSource;

/** Assembles blob I/O. Make one per process: what it learns about slow drives serves all reads. */
public final class BlobIo {
    private final BlobWriter writer;
    private final BlobReader reader;
    private final BlobRepairer repairer;
    private final BlobIoStatistics statistics = new BlobIoStatistics();

    /** @param buffers the pool that the drives take their units from, too */
    public BlobIo(
            Drives drives, ErasureCoding coding, BlobIoSettings settings, BufferPool buffers, InstantSource clock) {
        ReadContext reading = new ReadContext(
                drives,
                coding,
                settings,
                buffers,
                new HedgeDelay(settings.minHedge(), settings.maxHedge()),
                new SlowDrives(),
                statistics);
        this.writer = new StripedWriter(new WriteContext(drives, coding, settings, buffers, statistics));
        this.reader = new StripedReader(reading);
        this.repairer = new StripedRepairer(reading, clock);
    }

    public BlobWriter writer() {
        return writer;
    }

    public BlobReader reader() {
        return reader;
    }

    public BlobRepairer repairer() {
        return repairer;
    }

    public BlobIoStatistics statistics() {
        return statistics;
    }
}
