package dev.anvil.checksum;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/** A message whose long stretches are digested together with those of others. */
final class CrewedMd5 implements Md5 {
    static final int BLOCK_BYTES = 64;
    /** Less than this is not worth meeting others for. */
    private static final int CREW_FROM_BLOCKS = 256;

    private static final int LENGTH_BYTES = Long.BYTES;
    private static final byte END_MARK = (byte) 0x80;

    private final Md5Crew crew;
    private final Pace pace = new Pace();
    private final int[] state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    private final byte[] begun = new byte[BLOCK_BYTES];
    private int begunBytes;
    private long length;

    CrewedMd5(Md5Crew crew) {
        this.crew = crew;
    }

    @Override
    public void update(byte[] bytes, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        length += count;
        int at = offset;
        int left = count;
        if (begunBytes > 0) {
            int taken = Math.min(left, BLOCK_BYTES - begunBytes);
            System.arraycopy(bytes, at, begun, begunBytes, taken);
            begunBytes += taken;
            at += taken;
            left -= taken;
            if (begunBytes == BLOCK_BYTES) {
                NativeChecksums.md5(state, begun, 0, 1);
                begunBytes = 0;
            }
        }
        int blocks = left / BLOCK_BYTES;
        if (blocks > 0) {
            absorb(bytes, at, blocks);
            at += blocks * BLOCK_BYTES;
            left -= blocks * BLOCK_BYTES;
        }
        if (left > 0) {
            System.arraycopy(bytes, at, begun, 0, left);
            begunBytes = left;
        }
    }

    private void absorb(byte[] bytes, int offset, int blocks) {
        if (blocks < CREW_FROM_BLOCKS) {
            NativeChecksums.md5(state, bytes, offset, blocks);
        } else {
            crew.absorb(pace, state, bytes, offset, blocks);
        }
    }

    @Override
    public void rest() {
        pace.rest();
    }

    @Override
    public void hurry() {
        pace.hurry();
    }

    @Override
    public byte[] digest() {
        begun[begunBytes++] = END_MARK;
        if (begunBytes > BLOCK_BYTES - LENGTH_BYTES) {
            Arrays.fill(begun, begunBytes, BLOCK_BYTES, (byte) 0);
            NativeChecksums.md5(state, begun, 0, 1);
            begunBytes = 0;
        }
        Arrays.fill(begun, begunBytes, BLOCK_BYTES - LENGTH_BYTES, (byte) 0);
        ByteBuffer.wrap(begun).order(ByteOrder.LITTLE_ENDIAN).putLong(BLOCK_BYTES - LENGTH_BYTES, length * Byte.SIZE);
        NativeChecksums.md5(state, begun, 0, 1);
        ByteBuffer digest = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : state) {
            digest.putInt(word);
        }
        return digest.array();
    }
}
