package dev.anvil.gateway.body;

import dev.anvil.checksum.Crc64Nvme;
import dev.anvil.checksum.Md5;
import dev.anvil.checksum.XxHash;
import dev.anvil.model.Checksum;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Something that is computed over the bytes of a body as they pass. */
interface Digest {
    void update(byte[] bytes, int offset, int length);

    /** A signed chunk of {@code aws-chunked} ends here. Only who checks chunks cares. */
    default void chunkEnds(String signature) {}

    /** From here on an update may take its time, until {@link #hurry()}. */
    default void rest() {}

    /** More is waiting to be digested: no more resting. From any thread. */
    default void hurry() {}

    byte[] finish();

    static Digest md5() {
        Md5 md5 = Md5.create();
        return new Digest() {
            @Override
            public void update(byte[] bytes, int offset, int length) {
                md5.update(bytes, offset, length);
            }

            @Override
            public void rest() {
                md5.rest();
            }

            @Override
            public void hurry() {
                md5.hurry();
            }

            @Override
            public byte[] finish() {
                return md5.digest();
            }
        };
    }

    static Digest of(Checksum.Algorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> of(new CRC32(), algorithm.length());
            case CRC32C -> of(new CRC32C(), algorithm.length());
            case CRC64NVME -> of(new Crc64Nvme(), algorithm.length());
            case SHA1 -> of("SHA-1");
            case SHA256 -> of("SHA-256");
            case SHA512 -> of("SHA-512");
            case MD5 -> of("MD5");
            case XXHASH64 -> of(XxHash.of64());
            case XXHASH3 -> of(XxHash.of3());
            case XXHASH128 -> of(XxHash.of128());
        };
    }

    static MessageDigest messageDigest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + name, e);
        }
    }

    private static Digest of(String name) {
        MessageDigest digest = messageDigest(name);
        return new Digest() {
            @Override
            public void update(byte[] bytes, int offset, int length) {
                digest.update(bytes, offset, length);
            }

            @Override
            public byte[] finish() {
                return digest.digest();
            }
        };
    }

    private static Digest of(XxHash hash) {
        return new Digest() {
            @Override
            public void update(byte[] bytes, int offset, int length) {
                hash.update(bytes, offset, length);
            }

            @Override
            public byte[] finish() {
                return hash.digest();
            }
        };
    }

    private static Digest of(java.util.zip.Checksum checksum, int length) {
        return new Digest() {
            @Override
            public void update(byte[] bytes, int offset, int count) {
                checksum.update(bytes, offset, count);
            }

            @Override
            public byte[] finish() {
                byte[] all = ByteBuffer.allocate(Long.BYTES)
                        .putLong(checksum.getValue())
                        .array();
                byte[] value = new byte[length];
                System.arraycopy(all, Long.BYTES - length, value, 0, length);
                return value;
            }
        };
    }
}
