package dev.anvil.model;

import java.util.HexFormat;

/** A checksum over bytes, by one of S3's algorithms. */
public record Checksum(Algorithm algorithm, byte[] bytes) {
    /** The algorithms that S3 clients may ask for. */
    public enum Algorithm {
        CRC32(4),
        CRC32C(4),
        CRC64NVME(8),
        SHA1(20),
        SHA256(32),
        SHA512(64),
        MD5(16),
        XXHASH64(8),
        XXHASH3(8),
        XXHASH128(16);

        private final int length;

        Algorithm(int length) {
            this.length = length;
        }

        public int length() {
            return length;
        }
    }

    public Checksum {
        if (bytes.length != algorithm.length()) {
            throw new IllegalArgumentException(
                    "a " + algorithm + " has " + algorithm.length() + " bytes, not " + bytes.length);
        }
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checksum that
                && algorithm == that.algorithm
                && java.util.Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * algorithm.hashCode() + java.util.Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return algorithm + ":" + HexFormat.of().formatHex(bytes);
    }
}
