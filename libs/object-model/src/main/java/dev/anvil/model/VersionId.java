package dev.anvil.model;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names one version of an object. Versions written while versioning is off or suspended are the {@link #NULL} version. */
public record VersionId(String value) {
    private static final Pattern SHAPE = Pattern.compile("null|[0-9a-f]{32}");
    // After the shape, which its constructor matches.
    public static final VersionId NULL = new VersionId("null");

    public VersionId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a version id: '" + value + "'");
        }
    }

    public static boolean isValid(String candidate) {
        return SHAPE.matcher(candidate).matches();
    }

    public static VersionId create(Instant birth) {
        UUID uuid = TimeOrderedUuid.create(birth);
        return new VersionId(uuid.toString().replace("-", ""));
    }

    public boolean isNull() {
        return equals(NULL);
    }

    @Override
    public String toString() {
        return value;
    }
}
