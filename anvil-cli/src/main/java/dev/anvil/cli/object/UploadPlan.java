package dev.anvil.cli.object;

/** How a file is cut: parts of one size, but for the last. */
record UploadPlan(long size, long partBytes) {
    static final long LEAST_PART_BYTES = 5L << 20;
    private static final int MAX_PARTS = 10_000;

    UploadPlan {
        if (size < 1 || partBytes < LEAST_PART_BYTES) {
            throw new IllegalArgumentException("a part has at least " + LEAST_PART_BYTES + " bytes");
        }
        // What is too large for so many parts of this size gets larger ones.
        while ((size + partBytes - 1) / partBytes > MAX_PARTS) {
            partBytes *= 2;
        }
    }

    int parts() {
        return (int) ((size + partBytes - 1) / partBytes);
    }

    long offset(int number) {
        return (number - 1) * partBytes;
    }

    long length(int number) {
        return Math.min(partBytes, size - offset(number));
    }
}
