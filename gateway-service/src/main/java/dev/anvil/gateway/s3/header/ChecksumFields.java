package dev.anvil.gateway.s3.header;

import dev.anvil.gateway.catalogue.StoredChecksum;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlWriter;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.Checksum;
import dev.anvil.model.Checksum.Algorithm;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checksums as S3 writes them: Base64, and the number of parts behind those that sum up the checksums of parts. */
public final class ChecksumFields {
    private static final String PREFIX = "x-amz-checksum-";

    private ChecksumFields() {}

    public static S3Response addTo(S3Response response, List<StoredChecksum> checksums) {
        S3Response answer = response;
        for (StoredChecksum stored : checksums) {
            answer = answer.header(headerName(stored.checksum().algorithm()), text(stored));
        }
        return checksums.isEmpty() ? answer : answer.header("x-amz-checksum-type", type(checksums.getFirst()));
    }

    public static void write(XmlWriter xml, List<StoredChecksum> checksums) {
        checksums.forEach(stored -> xml.element(elementName(stored.checksum().algorithm()), text(stored)));
    }

    public static String text(StoredChecksum stored) {
        String base64 = Base64.getEncoder().encodeToString(stored.checksum().bytes());
        return stored.composite() && stored.parts() > 0 ? base64 + "-" + stored.parts() : base64;
    }

    public static String type(StoredChecksum stored) {
        return typeName(stored.composite());
    }

    public static String typeName(boolean composite) {
        return composite ? "COMPOSITE" : "FULL_OBJECT";
    }

    public static String headerName(Algorithm algorithm) {
        return PREFIX + algorithm.name().toLowerCase(Locale.ROOT);
    }

    /** As in {@code <ChecksumSHA256>}. */
    public static String elementName(Algorithm algorithm) {
        return "Checksum" + algorithm.name();
    }

    /** The checksums that came as headers. The suffix that tells the number of parts is passed over. */
    public static List<StoredChecksum> of(Headers headers) {
        List<StoredChecksum> found = new ArrayList<>();
        for (Algorithm algorithm : Algorithm.values()) {
            headers.first(headerName(algorithm)).ifPresent(value -> found.add(parse(algorithm, value)));
        }
        return found;
    }

    public static StoredChecksum parse(Algorithm algorithm, String text) {
        int dash = text.lastIndexOf('-');
        try {
            byte[] bytes = Base64.getDecoder().decode(dash < 0 ? text : text.substring(0, dash));
            int parts = dash < 0 ? 0 : Integer.parseInt(text.substring(dash + 1));
            return new StoredChecksum(new Checksum(algorithm, bytes), dash >= 0, parts);
        } catch (IllegalArgumentException e) {
            throw new S3Error(S3ErrorCode.BAD_DIGEST, "Value for " + headerName(algorithm) + " header is invalid.");
        }
    }

    public static Optional<Algorithm> algorithm(Headers headers, String name) {
        return headers.first(name).map(ChecksumFields::algorithm);
    }

    static Algorithm algorithm(String name) {
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.name().equalsIgnoreCase(name)) {
                return algorithm;
            }
        }
        throw new S3Error(
                S3ErrorCode.INVALID_REQUEST,
                "Checksum algorithm provided is unsupported. Please try again with any of the valid types: "
                        + "[CRC32, CRC32C, CRC64NVME, SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128]");
    }
}
