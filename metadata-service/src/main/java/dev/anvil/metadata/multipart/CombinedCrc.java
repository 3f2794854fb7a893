package dev.anvil.metadata.multipart;

import dev.anvil.metadata.object.StoredChecksum;
import dev.anvil.model.Checksum;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The CRC of a whole from the CRCs and lengths of its parts. A CRC is a remainder of polynomials over GF(2): appending n
 * bytes multiplies what was before by x^(8n), modulo the CRC's polynomial, and adds the remainder of what was appended. The
 * inversions before and after, which all three CRCs have, cancel out.
 */
final class CombinedCrc {
    private CombinedCrc() {}

    /** Empty for algorithms that are no CRCs. */
    static Optional<StoredChecksum> of(Checksum.Algorithm algorithm, List<Part> parts) {
        long polynomial = switch (algorithm) {
            case CRC32 -> 0xEDB88320L;
            case CRC32C -> 0x82F63B78L;
            case CRC64NVME -> 0x9A6C9329AC4BC9B5L;
            case SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 -> 0;
        };
        if (polynomial == 0) {
            return Optional.empty();
        }
        Reflected field = new Reflected(polynomial, algorithm.length() * Byte.SIZE);
        long crc = 0;
        for (Part part : parts) {
            byte[] bytes = WholeChecksum.find(algorithm, part.checksums())
                    .orElseThrow()
                    .bytes();
            crc = field.multiply(field.power(part.size()), crc) ^ toLong(bytes);
        }
        return Optional.of(StoredChecksum.ofWhole(new Checksum(algorithm, toBytes(crc, algorithm.length()))));
    }

    /** The CRC of some bytes, byte by byte: these are the few bytes of other checksums. */
    static byte[] over(Checksum.Algorithm algorithm, byte[] bytes) {
        long polynomial = switch (algorithm) {
            case CRC32 -> 0xEDB88320L;
            case CRC32C -> 0x82F63B78L;
            case CRC64NVME -> 0x9A6C9329AC4BC9B5L;
            case SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 ->
                throw new IllegalArgumentException(algorithm + " is no CRC");
        };
        long mask = algorithm.length() == Long.BYTES ? -1L : 0xFFFF_FFFFL;
        long crc = mask;
        for (byte one : bytes) {
            crc ^= one & 0xff;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ polynomial;
            }
        }
        return toBytes(crc ^ mask, algorithm.length());
    }

    private static long toLong(byte[] bytes) {
        return bytes.length == Long.BYTES
                ? ByteBuffer.wrap(bytes).getLong()
                : Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt());
    }

    private static byte[] toBytes(long crc, int length) {
        return length == Long.BYTES
                ? ByteBuffer.allocate(length).putLong(crc).array()
                : ByteBuffer.allocate(length).putInt((int) crc).array();
    }

    /** Polynomials modulo another, their bits reflected: the highest bit is the coefficient of x^0. */
    private record Reflected(long polynomial, int width) {
        long one() {
            return 1L << width - 1;
        }

        long multiply(long a, long b) {
            long product = 0;
            long left = a;
            long right = b;
            while (left != 0) {
                if ((left & one()) != 0) {
                    product ^= right;
                }
                left = left << 1 & mask();
                right = (right & 1) == 0 ? right >>> 1 : right >>> 1 ^ polynomial;
            }
            return product;
        }

        /** x to the power of eight times the number of bytes. */
        long power(long bytes) {
            long square = one() >>> Byte.SIZE;
            long result = one();
            for (long left = bytes; left != 0; left >>>= 1) {
                if ((left & 1) != 0) {
                    result = multiply(square, result);
                }
                square = multiply(square, square);
            }
            return result;
        }

        private long mask() {
            return width == Long.SIZE ? -1L : (1L << width) - 1;
        }
    }
}
