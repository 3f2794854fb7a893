package dev.anvil.gateway.http;

import dev.anvil.gateway.s3.error.FailureTranslation;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.runtime.failure.ServiceFailure;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever was thrown into what the client is told. What nobody foresaw is logged whole and told to nobody. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** @param stopping then pools and executors close under requests, and what nobody foresaw comes from that: another gateway can do it */
    static S3Error toS3(Throwable failure, String requestId, boolean stopping) {
        S3Error error = translated(failure);
        if (stopping && error.code() == S3ErrorCode.INTERNAL_ERROR) {
            error = new S3Error(S3ErrorCode.SERVICE_UNAVAILABLE, S3ErrorCode.SERVICE_UNAVAILABLE.message(), failure);
        }
        if (error.code().status() >= 500 && error.code() != S3ErrorCode.NOT_IMPLEMENTED) {
            LOG.warn("Request {} failed: {}", requestId, error.text(), failure);
        }
        return error;
    }

    private static S3Error translated(Throwable failure) {
        return switch (failure) {
            case S3Error known -> known;
            case ServiceFailure refused -> FailureTranslation.translate(refused);
            case UncheckedIOException io -> ofCause(io.getCause() == null ? io : io.getCause());
            default -> ofCause(failure);
        };
    }

    private static S3Error ofCause(Throwable failure) {
        return switch (failure) {
            case S3Error known -> known;
            case ServiceFailure refused -> FailureTranslation.translate(refused);
            case ClientAbortException gone -> clientGone(gone);
            case EOFException gone -> clientGone(gone);
            case SocketTimeoutException slow -> clientGone(slow);
            default -> new S3Error(S3ErrorCode.INTERNAL_ERROR, S3ErrorCode.INTERNAL_ERROR.message(), failure);
        };
    }

    /** Most likely nobody reads this answer. */
    private static S3Error clientGone(Exception failure) {
        return new S3Error(S3ErrorCode.REQUEST_TIMEOUT, S3ErrorCode.REQUEST_TIMEOUT.message(), failure);
    }
}
