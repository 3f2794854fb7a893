package dev.anvil.gateway.catalogue;

/** Names a multipart upload, as the catalogue made it up. */
public record UploadId(String value) {
    private static final int MAX_LENGTH = 256;

    public UploadId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("an upload id has 1 to " + MAX_LENGTH + " characters");
        }
    }

    public static boolean isValid(String candidate) {
        return !candidate.isEmpty() && candidate.length() <= MAX_LENGTH;
    }

    @Override
    public String toString() {
        return value;
    }
}
