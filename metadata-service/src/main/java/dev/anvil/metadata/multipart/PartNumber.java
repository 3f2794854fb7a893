package dev.anvil.metadata.multipart;

/** The place of a part in its upload. */
public record PartNumber(int value) {
    public static final int MOST = 10_000;

    public PartNumber {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException("parts are numbered from 1 to " + MOST + ", not " + value);
        }
    }
}
