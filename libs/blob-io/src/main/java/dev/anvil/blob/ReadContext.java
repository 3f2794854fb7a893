package dev.anvil.blob;

import dev.anvil.erasure.ErasureCoding;

/** What every read needs. */
record ReadContext(
        Drives drives,
        ErasureCoding coding,
        BlobIoSettings settings,
        BufferPool buffers,
        HedgeDelay hedgeDelay,
        SlowDrives slowDrives,
        BlobIoStatistics statistics) {}
