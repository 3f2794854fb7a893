package dev.anvil.checksum;

import static dev.anvil.checksum.Xx3Mixing.PRIME32_1;
import static dev.anvil.checksum.Xx3Mixing.PRIME32_2;
import static dev.anvil.checksum.Xx3Mixing.PRIME32_3;
import static dev.anvil.checksum.Xx3Mixing.PRIME64_1;
import static dev.anvil.checksum.Xx3Mixing.PRIME64_2;
import static dev.anvil.checksum.Xx3Mixing.PRIME64_3;
import static dev.anvil.checksum.Xx3Mixing.PRIME64_4;
import static dev.anvil.checksum.Xx3Mixing.PRIME64_5;

/**
 * The eight lanes that take a message of more than 240 bytes, 64 bytes at a time. The last 64 bytes are taken once more in another
 * way, so that a stripe is only taken when it is known that something follows; until then it waits.
 */
final class Xx3Stream {
    /** Up to here a message is hashed at once, in ways of its own. */
    static final int SHORT = 240;

    private static final int STRIPE = 64;
    private static final int WAITING = 4 * STRIPE;
    private static final int STRIPES_PER_BLOCK = 16;
    private static final int SECRET_OF_SCRAMBLE = 128;
    private static final int SECRET_OF_LAST = 121;

    private final long[] lanes = {PRIME32_3, PRIME64_1, PRIME64_2, PRIME64_3, PRIME64_4, PRIME32_2, PRIME64_5, PRIME32_1
    };
    /** The stripe that was taken last, and behind it what waits. */
    private final byte[] window = new byte[STRIPE + WAITING];

    private int waiting;
    private int stripesInBlock;
    private long total;

    void update(byte[] bytes, int offset, int length) {
        total += length;
        int at = offset;
        int left = length;
        while (left > 0) {
            if (waiting == WAITING) {
                takeWaiting(WAITING / STRIPE);
                System.arraycopy(window, WAITING, window, 0, STRIPE);
                waiting = 0;
            }
            int taken = Math.min(left, WAITING - waiting);
            System.arraycopy(bytes, at, window, STRIPE + waiting, taken);
            waiting += taken;
            at += taken;
            left -= taken;
        }
    }

    long total() {
        return total;
    }

    /** All of a short message. */
    byte[] shortMessage() {
        byte[] message = new byte[waiting];
        System.arraycopy(window, STRIPE, message, 0, waiting);
        return message;
    }

    /** Takes what is left of a long message; nothing can follow. */
    void finish() {
        takeWaiting((waiting - 1) / STRIPE);
        accumulate(STRIPE + waiting - STRIPE, SECRET_OF_LAST);
    }

    /** The lanes as one, with this part of the secret. */
    long merged(int secret, long start) {
        long result = start;
        for (int i = 0; i < lanes.length; i += 2) {
            result += Xx3Mixing.fold(
                    lanes[i] ^ Xx3Mixing.secret64(secret + 8 * i),
                    lanes[i + 1] ^ Xx3Mixing.secret64(secret + 8 * i + 8));
        }
        return Xx3Mixing.avalanche(result);
    }

    private void takeWaiting(int stripes) {
        for (int i = 0; i < stripes; i++) {
            accumulate(STRIPE + i * STRIPE, 8 * stripesInBlock);
            stripesInBlock++;
            if (stripesInBlock == STRIPES_PER_BLOCK) {
                scramble();
                stripesInBlock = 0;
            }
        }
    }

    private void accumulate(int at, int secret) {
        for (int i = 0; i < lanes.length; i++) {
            long data = Xx3Mixing.long64(window, at + 8 * i);
            long key = data ^ Xx3Mixing.secret64(secret + 8 * i);
            lanes[i ^ 1] += data;
            lanes[i] += (key & 0xFFFF_FFFFL) * (key >>> 32);
        }
    }

    private void scramble() {
        for (int i = 0; i < lanes.length; i++) {
            long lane = lanes[i];
            lanes[i] = (lane ^ lane >>> 47 ^ Xx3Mixing.secret64(SECRET_OF_SCRAMBLE + 8 * i)) * PRIME32_1;
        }
    }
}
