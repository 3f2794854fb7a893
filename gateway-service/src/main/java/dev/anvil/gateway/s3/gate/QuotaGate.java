package dev.anvil.gateway.s3.gate;

import dev.anvil.gateway.quota.QuotaGuard;
import dev.anvil.gateway.s3.RequestGate;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Request;
import java.util.Optional;

/**
 * Asks for room before an upload. The length of a copy is not known here: it is let in while there is room at all, and so is a body
 * that says no length.
 */
final class QuotaGate implements RequestGate {
    private final QuotaGuard guard;

    QuotaGate(QuotaGuard guard) {
        this.guard = guard;
    }

    @Override
    public void check(S3Request request) {
        switch (request) {
            case S3Request.OfObject about -> {
                switch (about.call().operation()) {
                    case PUT_OBJECT -> guard.admit(about.bucket(), 1, length(about.call()));
                    case UPLOAD_PART -> guard.admit(about.bucket(), 0, length(about.call()));
                    case COPY_OBJECT, CREATE_MULTIPART_UPLOAD -> guard.admit(about.bucket(), 1, 1);
                    case UPLOAD_PART_COPY -> guard.admit(about.bucket(), 0, 1);
                    default -> {
                        // Brings nothing.
                    }
                }
            }
            case S3Request.OfBucket about -> {
                switch (about.call().operation()) {
                    case POST_OBJECT -> guard.admit(about.bucket(), 1, length(about.call()));
                    default -> {
                        // Brings nothing.
                    }
                }
            }
            case S3Request.OfAccount about -> {}
            case S3Request.OfNewBucket about -> {}
        }
    }

    private static long length(S3Call call) {
        return number(call.header("x-amz-decoded-content-length"))
                .or(() -> number(call.header("content-length")))
                .orElse(1L);
    }

    private static Optional<Long> number(Optional<String> text) {
        return text.map(String::strip)
                .filter(digits -> digits.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }
}
