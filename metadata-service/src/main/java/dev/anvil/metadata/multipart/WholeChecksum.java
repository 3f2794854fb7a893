package dev.anvil.metadata.multipart;

import dev.anvil.checksum.XxHash;
import dev.anvil.metadata.object.StoredChecksum;
import dev.anvil.model.Checksum;
import dev.anvil.model.ETag;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What an object of parts is known by, computed from what its parts are known by; no bytes are read. */
final class WholeChecksum {
    private WholeChecksum() {}

    /** The MD5 of the parts' MD5s, and their number. */
    static ETag etag(List<Part> parts) {
        MessageDigest md5 = digest("MD5");
        for (Part part : parts) {
            md5.update(HexFormat.of().parseHex(part.etag().value(), 0, 32));
        }
        return new ETag(HexFormat.of().formatHex(md5.digest()) + "-" + parts.size());
    }

    /** Empty where a part has no checksum of this algorithm, or the algorithm cannot be combined. */
    static Optional<StoredChecksum> of(Checksum.Algorithm algorithm, boolean ofWhole, List<Part> parts) {
        if (parts.stream().anyMatch(part -> find(algorithm, part.checksums()).isEmpty())) {
            return Optional.empty();
        }
        return ofWhole ? CombinedCrc.of(algorithm, parts) : Optional.of(composite(algorithm, parts));
    }

    static Optional<Checksum> find(Checksum.Algorithm algorithm, List<StoredChecksum> checksums) {
        return checksums.stream()
                .map(StoredChecksum::checksum)
                .filter(checksum -> checksum.algorithm() == algorithm)
                .findFirst();
    }

    private static StoredChecksum composite(Checksum.Algorithm algorithm, List<Part> parts) {
        byte[] concatenated = new byte[parts.size() * algorithm.length()];
        for (int i = 0; i < parts.size(); i++) {
            byte[] one = find(algorithm, parts.get(i).checksums()).orElseThrow().bytes();
            System.arraycopy(one, 0, concatenated, i * algorithm.length(), one.length);
        }
        byte[] value = switch (algorithm) {
            case SHA1 -> digest("SHA-1").digest(concatenated);
            case SHA256 -> digest("SHA-256").digest(concatenated);
            case SHA512 -> digest("SHA-512").digest(concatenated);
            case MD5 -> digest("MD5").digest(concatenated);
            case XXHASH64 -> XxHash.of64().over(concatenated);
            case XXHASH3 -> XxHash.of3().over(concatenated);
            case XXHASH128 -> XxHash.of128().over(concatenated);
            case CRC32, CRC32C, CRC64NVME -> CombinedCrc.over(algorithm, concatenated);
        };
        return new StoredChecksum(new Checksum(algorithm, value), true, parts.size());
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }
}
