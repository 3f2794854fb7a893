package dev.anvil.model;

import java.util.Set;
import java.util.regex.Pattern;

/** A bucket's name, globally unique, by the rules that S3 has for new buckets. */
public record BucketName(String value) implements Comparable<BucketName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /** Paths of the gateway that mean something else: who asks for {@code /ready} asks whether it is ready. */
    private static final Set<String> RESERVED = Set.of("ready");

    public BucketName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    isReserved(value)
                            ? "not a bucket name: '" + value + "' (it is the path of the readiness check)"
                            : "not a bucket name: '" + value
                                    + "' (3 to 63 of a-z, 0-9, '-' and '.', beginning and ending with a letter or digit, not an IP address)");
        }
    }

    /** Names that would be good, were they not taken by the product itself. */
    public static boolean isReserved(String candidate) {
        return RESERVED.contains(candidate);
    }

    public static boolean isValid(String candidate) {
        return !isReserved(candidate)
                && SHAPE.matcher(candidate).matches()
                && !candidate.contains("..")
                && !candidate.contains(".-")
                && !candidate.contains("-.")
                && !IP_ADDRESS.matcher(candidate).matches()
                && !candidate.startsWith("xn--")
                && !candidate.endsWith("-s3alias");
    }

    @Override
    public int compareTo(BucketName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
