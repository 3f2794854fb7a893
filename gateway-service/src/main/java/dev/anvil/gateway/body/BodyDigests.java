package dev.anvil.gateway.body;

import dev.anvil.model.Checksum;
import dev.anvil.model.ETag;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** What is known of a body that was read to its end. */
public record BodyDigests(long length, ETag md5, Map<Checksum.Algorithm, Checksum> checksums) {
    public BodyDigests {
        checksums = Map.copyOf(checksums);
    }

    public static BodyDigests of(long length, byte[] md5, Map<Checksum.Algorithm, Checksum> checksums) {
        return new BodyDigests(length, new ETag(HexFormat.of().formatHex(md5)), checksums);
    }

    public Optional<Checksum> checksum(Checksum.Algorithm algorithm) {
        return Optional.ofNullable(checksums.get(algorithm));
    }
}
