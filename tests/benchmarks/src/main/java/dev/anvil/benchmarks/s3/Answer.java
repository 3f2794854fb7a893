package dev.anvil.benchmarks.s3;

/**
 * What came back.
 *
 * @param bytes of its body
 * @param text the beginning of its body where it is a refusal, else empty
 * @param keepsConnection another request may follow on the same connection
 */
record Answer(int status, long bytes, String text, boolean keepsConnection) {
    private static final int FIRST_REFUSAL = 300;

    static boolean isRefusal(int status) {
        return status >= FIRST_REFUSAL;
    }
}
