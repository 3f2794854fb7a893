package dev.anvil.metadata.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.anvil.metadata.v1.ErrorReason;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.StatusRuntimeException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a gateway would understand of a refusal. */
final class Refusals {
    private Refusals() {}

    static ServiceFailure of(ThrowingCallable call) {
        return FailureStatus.fromStatus(catchThrowableOfType(StatusRuntimeException.class, call));
    }

    static void assertRefused(ErrorReason reason, ThrowingCallable call) {
        assertThat("ERROR_REASON_" + of(call).reason()).isEqualTo(reason.name());
    }
}
