package dev.anvil.gateway.s3.error;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** A refusal or failure that the client is told about. Whoever notices throws it; only the writer of errors catches it. */
public final class S3Error extends RuntimeException {
    private final S3ErrorCode code;
    private final transient SequencedMap<String, String> details = new LinkedHashMap<>();
    private final transient SequencedMap<String, String> headers = new LinkedHashMap<>();

    public S3Error(S3ErrorCode code) {
        this(code, code.message());
    }

    public S3Error(S3ErrorCode code, String message) {
        // Refusals are many and expected: a stack for each would cost more than the refusal.
        super(message, null, false, false);
        this.code = code;
    }

    public S3Error(S3ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** One more element of the error document, as in {@code <BucketName>}. */
    public S3Error with(String element, String value) {
        details.put(element, value);
        return this;
    }

    /** A header of the answer, as in {@code x-amz-bucket-region}. */
    public S3Error withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public S3ErrorCode code() {
        return code;
    }

    public String text() {
        String message = getMessage();
        return message == null ? code.message() : message;
    }

    public Map<String, String> details() {
        return details;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
