package dev.anvil.gc.peer;

import dev.anvil.runtime.failure.FailureStatus;
import io.grpc.Status;
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

    /** While services are upgraded one after the other, the one that answers may lack a call that this worker knows. */
    static <T> T call(Supplier<T> call, Supplier<T> whereItIsLacking) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                return whereItIsLacking.get();
            }
            throw FailureStatus.fromStatus(e);
        }
    }
}
