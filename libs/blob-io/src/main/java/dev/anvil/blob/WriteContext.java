package dev.anvil.blob;

import dev.anvil.erasure.ErasureCoding;
import java.time.InstantSource;

/** What every write needs. */
record WriteContext(
        Drives drives, ErasureCoding coding, BlobIoSettings settings, BufferPool buffers, InstantSource clock) {}
