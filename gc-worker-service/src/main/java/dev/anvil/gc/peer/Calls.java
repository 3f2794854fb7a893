package dev.anvil.gc.peer;

import dev.anvil.runtime.failure.FailureStatus;
import io.grpc.StatusRuntimeException;
import java.util.function.Supplier;

/** Makes a call, and turns the status of one that failed into the refusal that it carries. */
final class Calls {
    private Calls() {}

    static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            throw FailureStatus.fromStatus(e);
        }
    }
}
