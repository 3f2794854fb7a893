package dev.anvil.metadata.task;

/** Names a worker to operators; nothing is decided by it. */
public record WorkerId(String value) {
    private static final int MAX_CHARACTERS = 256;

    public WorkerId {
        if (value.isBlank() || value.length() > MAX_CHARACTERS || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a worker's id has 1 to " + MAX_CHARACTERS + " characters");
        }
    }
}
