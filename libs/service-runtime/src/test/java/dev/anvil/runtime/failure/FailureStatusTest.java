package dev.anvil.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.runtime.failure.ServiceFailure.Kind;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureStatusTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aRefusalArrivesAsItWasThrown(Kind kind) {
        StatusException sent = FailureStatus.toStatus(new ServiceFailure(kind, "SOME_REASON", "a sentence"));
        ServiceFailure arrived =
                FailureStatus.fromStatus(new StatusRuntimeException(sent.getStatus(), sent.getTrailers()));
        assertThat(arrived.kind()).isEqualTo(kind);
        assertThat(arrived.reason()).isEqualTo("SOME_REASON");
        assertThat(arrived.sentence()).isEqualTo("a sentence");
    }

    @Test
    void anythingElseIsHidden() {
        StatusException sent = FailureStatus.toStatus(new IllegalStateException("password=hunter2"));
        assertThat(sent.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(sent.getStatus().getDescription()).doesNotContain("hunter2");
    }

    @Test
    void aMistakeOfAServiceStaysOneToItsCaller() {
        StatusException sent = FailureStatus.toStatus(new IllegalStateException("a mistake"));
        assertThat(FailureStatus.fromStatus(new StatusRuntimeException(sent.getStatus(), sent.getTrailers()))
                        .kind())
                .isEqualTo(Kind.INTERNAL);
    }

    /** No service of ours said so: a stream was reset, half an answer came, a peer went away. */
    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"UNAVAILABLE", "DEADLINE_EXCEEDED", "CANCELLED", "RESOURCE_EXHAUSTED", "UNKNOWN", "INTERNAL"})
    void whatGrpcItselfRanIntoMayBeTriedAgain(Status.Code code) {
        assertThat(FailureStatus.fromStatus(code.toStatus().asRuntimeException())
                        .kind())
                .isEqualTo(Kind.UNAVAILABLE);
        assertThat(FailureStatus.fromStatus(code.toStatus().asRuntimeException(new Metadata()))
                        .kind())
                .isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aLostConnectionIsUnavailable() {
        assertThat(FailureStatus.fromStatus(Status.DEADLINE_EXCEEDED.asRuntimeException())
                        .kind())
                .isEqualTo(Kind.UNAVAILABLE);
    }
}
