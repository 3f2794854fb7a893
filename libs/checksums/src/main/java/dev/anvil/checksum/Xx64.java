package dev.anvil.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * XXH64 as its specification has it: four lanes of 64 bits take 32 bytes at a time, are merged at the end, and what is left over
 * of the message is mixed in by eight, four and one byte.
 */
final class Xx64 implements XxHash {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    private static final int STRIPE = 32;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] rest = new byte[STRIPE];
    private int inRest;
    private long total;
    /** The sum of the first two primes, modulo 2^64. */
    private long lane1 = 0x60EA27EEADC0B5D6L;

    private long lane2 = PRIME_2;
    private long lane3;
    private long lane4 = -PRIME_1;

    @Override
    public void update(byte[] bytes, int offset, int length) {
        total += length;
        int at = offset;
        int end = offset + length;
        if (inRest > 0) {
            int taken = Math.min(STRIPE - inRest, length);
            System.arraycopy(bytes, at, rest, inRest, taken);
            inRest += taken;
            at += taken;
            if (inRest < STRIPE) {
                return;
            }
            stripe(rest, 0);
            inRest = 0;
        }
        for (; end - at >= STRIPE; at += STRIPE) {
            stripe(bytes, at);
        }
        inRest = end - at;
        System.arraycopy(bytes, at, rest, 0, inRest);
    }

    private void stripe(byte[] bytes, int at) {
        lane1 = round(lane1, (long) LONGS.get(bytes, at));
        lane2 = round(lane2, (long) LONGS.get(bytes, at + 8));
        lane3 = round(lane3, (long) LONGS.get(bytes, at + 16));
        lane4 = round(lane4, (long) LONGS.get(bytes, at + 24));
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    @Override
    public byte[] digest() {
        long hash = (total < STRIPE ? PRIME_5 : merged()) + total;
        int at = 0;
        for (; inRest - at >= Long.BYTES; at += Long.BYTES) {
            hash = Long.rotateLeft(hash ^ round(0, (long) LONGS.get(rest, at)), 27) * PRIME_1 + PRIME_4;
        }
        if (inRest - at >= Integer.BYTES) {
            long four = Integer.toUnsignedLong((int) INTS.get(rest, at));
            hash = Long.rotateLeft(hash ^ four * PRIME_1, 23) * PRIME_2 + PRIME_3;
            at += Integer.BYTES;
        }
        for (; at < inRest; at++) {
            hash = Long.rotateLeft(hash ^ (rest[at] & 0xff) * PRIME_5, 11) * PRIME_1;
        }
        hash = (hash ^ hash >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return ByteBuffer.allocate(Long.BYTES).putLong(hash ^ hash >>> 32).array();
    }

    private long merged() {
        long hash = Long.rotateLeft(lane1, 1)
                + Long.rotateLeft(lane2, 7)
                + Long.rotateLeft(lane3, 12)
                + Long.rotateLeft(lane4, 18);
        for (long lane : new long[] {lane1, lane2, lane3, lane4}) {
            hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
        }
        return hash;
    }
}
