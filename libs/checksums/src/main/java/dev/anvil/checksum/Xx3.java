package dev.anvil.checksum;

import static dev.anvil.checksum.Xx3Mixing.PRIME64_1;
import static dev.anvil.checksum.Xx3Mixing.PRIME_MX2;
import static dev.anvil.checksum.Xx3Mixing.avalanche;
import static dev.anvil.checksum.Xx3Mixing.avalanche64;
import static dev.anvil.checksum.Xx3Mixing.int32;
import static dev.anvil.checksum.Xx3Mixing.long64;
import static dev.anvil.checksum.Xx3Mixing.mix16;
import static dev.anvil.checksum.Xx3Mixing.secret32;
import static dev.anvil.checksum.Xx3Mixing.secret64;

import java.nio.ByteBuffer;

/** XXH3 with 64 bits. Short messages have ways of their own, five of them, by length. */
final class Xx3 implements XxHash {
    private final Xx3Stream stream = new Xx3Stream();

    @Override
    public void update(byte[] bytes, int offset, int length) {
        stream.update(bytes, offset, length);
    }

    @Override
    public byte[] digest() {
        return ByteBuffer.allocate(Long.BYTES).putLong(hash()).array();
    }

    private long hash() {
        if (stream.total() > Xx3Stream.SHORT) {
            stream.finish();
            return stream.merged(11, stream.total() * PRIME64_1);
        }
        byte[] message = stream.shortMessage();
        int length = message.length;
        if (length == 0) {
            return avalanche64(secret64(56) ^ secret64(64));
        }
        if (length <= 3) {
            return avalanche64(upTo3(message) ^ secret32(0) ^ secret32(4));
        }
        if (length <= 8) {
            return upTo8(message, length);
        }
        if (length <= 16) {
            long low = long64(message, 0) ^ secret64(24) ^ secret64(32);
            long high = long64(message, length - 8) ^ secret64(40) ^ secret64(48);
            return avalanche(length + Long.reverseBytes(low) + high + Xx3Mixing.fold(low, high));
        }
        return length <= 128 ? upTo128(message, length) : upTo240(message, length);
    }

    /** Three bytes at most, and how many they are. */
    static long upTo3(byte[] message) {
        int length = message.length;
        long first = message[0] & 0xffL;
        long middle = message[length >> 1] & 0xffL;
        long last = message[length - 1] & 0xffL;
        return first << 16 | middle << 24 | last | (long) length << 8;
    }

    private static long upTo8(byte[] message, int length) {
        long both = int32(message, length - 4) + (int32(message, 0) << 32);
        long hash = both ^ secret64(8) ^ secret64(16);
        hash ^= Long.rotateLeft(hash, 49) ^ Long.rotateLeft(hash, 24);
        hash *= PRIME_MX2;
        hash ^= (hash >>> 35) + length;
        hash *= PRIME_MX2;
        return hash ^ hash >>> 28;
    }

    /** From both ends towards the middle. */
    private static long upTo128(byte[] message, int length) {
        long sum = length * PRIME64_1;
        for (int i = (length - 1) / 32; i >= 0; i--) {
            sum += mix16(message, 16 * i, 32 * i);
            sum += mix16(message, length - 16 * (i + 1), 32 * i + 16);
        }
        return avalanche(sum);
    }

    private static long upTo240(byte[] message, int length) {
        long sum = length * PRIME64_1;
        for (int i = 0; i < 8; i++) {
            sum += mix16(message, 16 * i, 16 * i);
        }
        sum = avalanche(sum);
        for (int i = 8; i < length / 16; i++) {
            sum += mix16(message, 16 * i, 16 * (i - 8) + 3);
        }
        return avalanche(sum + mix16(message, length - 16, 119));
    }
}
