package dev.anvil.gateway.peer;

import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.function.Supplier;

/** Makes a call, and turns the status of one that failed into the refusal that it carries. */
final class Calls {
    /** One replica may be restarting; the channel then turns to another. */
    private static final int TRIES = 3;

    /** Of the process: it is one catalogue that they all burden. */
    private static final RetryBudget BUDGET = new RetryBudget();

    private Calls() {}

    static <T> T once(Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            throw FailureStatus.fromStatus(e);
        }
    }

    /** Only for calls that have one effect however often they are made. */
    static <T> T repeatable(Supplier<T> call) {
        return repeatable(call, BUDGET);
    }

    static <T> T repeatable(Supplier<T> call, RetryBudget budget) {
        ServiceFailure last = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                T answer = call.get();
                budget.succeeded();
                return answer;
            } catch (StatusRuntimeException e) {
                ServiceFailure failure = FailureStatus.fromStatus(e);
                // A deadline that passed will not be kept by asking again; the client has waited enough.
                if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
                    throw failure;
                }
                if (last != null) {
                    failure.addSuppressed(last);
                }
                last = failure;
                if (attempt < TRIES - 1 && !budget.take()) {
                    break;
                }
            }
        }
        throw last == null ? new IllegalStateException("no attempt was made") : last;
    }
}
