package dev.anvil.gateway.encryption;

import dev.anvil.model.ByteRange;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Opens the sealed chunks that hold a range of a blob, and hands on the plain bytes of the range. */
public final class OpeningSink {
    /** Where plain bytes go. The buffer is only lent. */
    @FunctionalInterface
    public interface Receiver {
        void write(ByteBuffer bytes) throws IOException;
    }

    private final ChunkCipher cipher;
    private final ByteRange range;
    private final ByteRange sealedRange;
    private final long lastChunk;
    private final long sealedLength;
    private final Receiver receiver;
    private final byte[] sealed = new byte[Chunks.SEALED_BYTES];
    private final byte[] plain = new byte[Chunks.SEALED_BYTES];

    private long number;
    private int gathered;

    OpeningSink(ChunkCipher cipher, long sealedLength, ByteRange range, Receiver receiver) {
        this.cipher = cipher;
        this.range = range;
        this.sealedRange = Chunks.sealed(range, sealedLength);
        this.sealedLength = sealedLength;
        this.lastChunk = Chunks.count(Chunks.plainLength(sealedLength)) - 1;
        this.receiver = receiver;
        this.number = Chunks.first(range);
    }

    /** What has to be written to this. */
    public ByteRange sealedRange() {
        return sealedRange;
    }

    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int wanted = (int) Math.min(Chunks.SEALED_BYTES, sealedLength - number * Chunks.SEALED_BYTES);
            int taken = Math.min(bytes.remaining(), wanted - gathered);
            bytes.get(sealed, gathered, taken);
            gathered += taken;
            if (gathered == wanted) {
                open();
            }
        }
    }

    private void open() throws IOException {
        int length = cipher.open(number, number == lastChunk, sealed, gathered, plain);
        long start = number * Chunks.PLAIN_BYTES;
        int from = (int) Math.max(0, range.offset() - start);
        int to = (int) Math.min(length, range.end() - start);
        number++;
        gathered = 0;
        receiver.write(ByteBuffer.wrap(plain, from, to - from));
    }
}
