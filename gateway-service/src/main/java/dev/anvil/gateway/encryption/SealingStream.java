package dev.anvil.gateway.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Seals what it reads, chunk by chunk. It is one chunk ahead, because the last one has to be known as such. */
final class SealingStream extends InputStream {
    private final ChunkCipher cipher;
    private final InputStream plain;
    private final byte[] sealed = new byte[Chunks.SEALED_BYTES];

    private byte[] current = new byte[Chunks.PLAIN_BYTES];
    private byte[] ahead = new byte[Chunks.PLAIN_BYTES];
    private int currentLength = -1;
    private int from;
    private int to;
    private long number;
    private boolean ended;

    SealingStream(ChunkCipher cipher, InputStream plain) {
        this.cipher = cipher;
        this.plain = plain;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (from == to) {
            if (ended) {
                return -1;
            }
            sealNext();
        }
        int count = Math.min(length, to - from);
        if (count == 0) {
            return -1;
        }
        System.arraycopy(sealed, from, bytes, offset, count);
        from += count;
        return count;
    }

    private void sealNext() throws IOException {
        if (currentLength < 0) {
            currentLength = plain.readNBytes(current, 0, current.length);
        }
        from = 0;
        to = 0;
        if (currentLength == 0) {
            ended = true;
            return;
        }
        int aheadLength = currentLength < current.length ? 0 : plain.readNBytes(ahead, 0, ahead.length);
        ended = aheadLength == 0;
        to = cipher.seal(number++, ended, current, currentLength, sealed);
        byte[] done = current;
        current = ahead;
        ahead = done;
        currentLength = aheadLength;
    }
}
