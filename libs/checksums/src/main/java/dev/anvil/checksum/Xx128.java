package dev.anvil.checksum;

import static dev.anvil.checksum.Xx3Mixing.PRIME32_2;
import static dev.anvil.checksum.Xx3Mixing.PRIME64_1;
import static dev.anvil.checksum.Xx3Mixing.PRIME64_2;
import static dev.anvil.checksum.Xx3Mixing.PRIME64_4;
import static dev.anvil.checksum.Xx3Mixing.PRIME_MX2;
import static dev.anvil.checksum.Xx3Mixing.avalanche;
import static dev.anvil.checksum.Xx3Mixing.avalanche64;
import static dev.anvil.checksum.Xx3Mixing.int32;
import static dev.anvil.checksum.Xx3Mixing.long64;
import static dev.anvil.checksum.Xx3Mixing.mix16;
import static dev.anvil.checksum.Xx3Mixing.secret32;
import static dev.anvil.checksum.Xx3Mixing.secret64;

import java.nio.ByteBuffer;

/** XXH3 with 128 bits. Short messages have ways of their own, five of them, by length. */
final class Xx128 implements XxHash {
    /** The hash, or what becomes it. */
    private record Halves(long high, long low) {
        Halves withBoth(byte[] message, int first, int second, int secret) {
            long newLow = low + mix16(message, first, secret) ^ long64(message, second) + long64(message, second + 8);
            long newHigh =
                    high + mix16(message, second, secret + 16) ^ long64(message, first) + long64(message, first + 8);
            return new Halves(newHigh, newLow);
        }

        Halves ended(int length) {
            long all = low * PRIME64_1 + high * PRIME64_4 + length * PRIME64_2;
            return new Halves(-avalanche(all), avalanche(low + high));
        }
    }

    private final Xx3Stream stream = new Xx3Stream();

    @Override
    public void update(byte[] bytes, int offset, int length) {
        stream.update(bytes, offset, length);
    }

    @Override
    public byte[] digest() {
        Halves hash = hash();
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(hash.high())
                .putLong(hash.low())
                .array();
    }

    private Halves hash() {
        long total = stream.total();
        if (total > Xx3Stream.SHORT) {
            stream.finish();
            return new Halves(stream.merged(117, ~(total * PRIME64_2)), stream.merged(11, total * PRIME64_1));
        }
        byte[] message = stream.shortMessage();
        int length = message.length;
        if (length == 0) {
            return new Halves(avalanche64(secret64(80) ^ secret64(88)), avalanche64(secret64(64) ^ secret64(72)));
        }
        if (length <= 3) {
            return upTo3(message);
        }
        if (length <= 8) {
            return upTo8(message, length);
        }
        if (length <= 16) {
            return upTo16(message, length);
        }
        return length <= 128 ? upTo128(message, length) : upTo240(message, length);
    }

    private static Halves upTo3(byte[] message) {
        long low = Xx3.upTo3(message);
        long high = Integer.toUnsignedLong(Integer.rotateLeft(Integer.reverseBytes((int) low), 13));
        return new Halves(avalanche64(high ^ secret32(8) ^ secret32(12)), avalanche64(low ^ secret32(0) ^ secret32(4)));
    }

    private static Halves upTo8(byte[] message, int length) {
        long both = int32(message, 0) + (int32(message, length - 4) << 32);
        long keyed = both ^ secret64(16) ^ secret64(24);
        long factor = PRIME64_1 + ((long) length << 2);
        long low = keyed * factor;
        long high = Math.unsignedMultiplyHigh(keyed, factor) + (low << 1);
        low ^= high >>> 3;
        low = (low ^ low >>> 35) * PRIME_MX2;
        return new Halves(avalanche(high), low ^ low >>> 28);
    }

    private static Halves upTo16(byte[] message, int length) {
        long first = long64(message, 0);
        long last = long64(message, length - 8);
        long keyed = first ^ last ^ secret64(32) ^ secret64(40);
        long low = keyed * PRIME64_1 + ((long) (length - 1) << 54);
        long keyedLast = last ^ secret64(48) ^ secret64(56);
        long high =
                Math.unsignedMultiplyHigh(keyed, PRIME64_1) + keyedLast + (keyedLast & 0xFFFF_FFFFL) * (PRIME32_2 - 1);
        low ^= Long.reverseBytes(high);
        return new Halves(
                avalanche(Math.unsignedMultiplyHigh(low, PRIME64_2) + high * PRIME64_2), avalanche(low * PRIME64_2));
    }

    /** From both ends towards the middle. */
    private static Halves upTo128(byte[] message, int length) {
        Halves halves = new Halves(0, length * PRIME64_1);
        for (int i = (length - 1) / 32; i >= 0; i--) {
            halves = halves.withBoth(message, 16 * i, length - 16 * (i + 1), 32 * i);
        }
        return halves.ended(length);
    }

    private static Halves upTo240(byte[] message, int length) {
        Halves halves = new Halves(0, length * PRIME64_1);
        for (int i = 0; i < 4; i++) {
            halves = halves.withBoth(message, 32 * i, 32 * i + 16, 32 * i);
        }
        halves = new Halves(avalanche(halves.high()), avalanche(halves.low()));
        for (int i = 4; i < length / 32; i++) {
            halves = halves.withBoth(message, 32 * i, 32 * i + 16, 32 * (i - 4) + 3);
        }
        return halves.withBoth(message, length - 16, length - 32, 103).ended(length);
    }
}
