package dev.anvil.blob;

import dev.anvil.model.ByteRange;
import java.io.IOException;

/** Reads blobs back, whatever is left of them. Thread-safe. */
public interface BlobReader {
    /**
     * Sends the bytes of the range to the sink, in order.
     *
     * @param damage told of every shard that could not be used, once per read
     * @throws IOException what the sink threw
     * @throws TooFewShardsException when fewer shards than the scheme's data units can be read. The sink may have got a part of
     *     the range by then: the caller cuts the client's connection, so that nobody takes the part for the whole
     */
    void read(BlobLayout blob, ByteRange range, BlobSink sink, DamageListener damage) throws IOException;
}
