package dev.anvil.metadata.multipart;

import dev.anvil.model.TimeOrderedUuid;
import java.time.Instant;

/** Names an upload. Those that we make sort by age; what a client sends is any text. */
public record UploadId(String value) implements Comparable<UploadId> {
    private static final int MAX_LENGTH = 256;

    public UploadId {
        if (value.isEmpty() || value.length() > MAX_LENGTH || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an upload id has 1 to " + MAX_LENGTH + " characters");
        }
    }

    static UploadId create(Instant birth) {
        return new UploadId(TimeOrderedUuid.create(birth).toString().replace("-", ""));
    }

    @Override
    public int compareTo(UploadId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
