package dev.anvil.blob;

import dev.anvil.erasure.ErasureCoding;

/** What every write needs. */
record WriteContext(
        Drives drives,
        ErasureCoding coding,
        BlobIoSettings settings,
        BufferPool buffers,
        BlobIoStatistics statistics) {}
