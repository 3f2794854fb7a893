package dev.anvil.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {
    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"UNAVAILABLE", "DEADLINE_EXCEEDED", "CANCELLED", "RESOURCE_EXHAUSTED", "UNKNOWN", "INTERNAL"})
    void aPeerThatGoesAwayIsAReasonToTryAgain(Status.Code code) {
        assertThat(code(FailureStatus.fromStatus(code.toStatus().asRuntimeException()), false))
                .isEqualTo(S3ErrorCode.SERVICE_UNAVAILABLE);
    }

    @Test
    void aMistakeIsAnInternalError() {
        assertThat(code(new IllegalStateException("a mistake"), false)).isEqualTo(S3ErrorCode.INTERNAL_ERROR);
        assertThat(code(new ServiceFailure(ServiceFailure.Kind.INTERNAL, "INTERNAL", "a mistake"), false))
                .isEqualTo(S3ErrorCode.INTERNAL_ERROR);
    }

    @Test
    void whatFailsUnforeseenInAGatewayThatStopsIsAReasonToTryAgain() {
        assertThat(code(new RejectedExecutionException("shut down"), true)).isEqualTo(S3ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(code(new UncheckedIOException(new IOException("closed")), true))
                .isEqualTo(S3ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(code(new S3Error(S3ErrorCode.NO_SUCH_KEY), true)).isEqualTo(S3ErrorCode.NO_SUCH_KEY);
    }

    private static S3ErrorCode code(Throwable failure, boolean stopping) {
        return Failures.toS3(failure, "an id", stopping).code();
    }
}
