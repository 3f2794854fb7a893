package dev.anvil.runtime.failure;

import dev.anvil.runtime.failure.ServiceFailure.Kind;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one mapping between failures and gRPC statuses, in both directions. */
public final class FailureStatus {
    static final Metadata.Key<String> REASON = Metadata.Key.of("anvil-reason", Metadata.ASCII_STRING_MARSHALLER);

    /** Says that the failure is of our own making. What gRPC itself ran into comes without any reason. */
    private static final String UNFORESEEN = "INTERNAL";

    private static final Logger LOG = LoggerFactory.getLogger(FailureStatus.class);

    private FailureStatus() {}

    /** What to answer a caller. An exception that is no refusal of ours is logged here and told to nobody. */
    public static StatusException toStatus(Throwable failure) {
        return switch (failure) {
            case ServiceFailure refusal -> refused(refusal);
            case StatusException status -> status;
            case StatusRuntimeException status -> new StatusException(status.getStatus(), status.getTrailers());
            case IllegalArgumentException invalid ->
                refused(ServiceFailure.invalid(String.valueOf(invalid.getMessage())));
            default -> unexpected(failure);
        };
    }

    /** Neither a refusal of ours nor an answer of gRPC: a mistake, or something that closed under the call. */
    static boolean isUnforeseen(Throwable failure) {
        return !(failure instanceof ServiceFailure
                || failure instanceof StatusException
                || failure instanceof StatusRuntimeException
                || failure instanceof IllegalArgumentException);
    }

    /** What another service answered. */
    public static ServiceFailure fromStatus(StatusRuntimeException answer) {
        Status status = answer.getStatus();
        Metadata trailers = answer.getTrailers();
        String reason = trailers == null ? null : trailers.get(REASON);
        String message = status.getDescription() == null ? status.getCode().name() : status.getDescription();
        return new ServiceFailure(
                kindOf(status, reason), reason == null ? status.getCode().name() : reason, message, answer);
    }

    private static StatusException refused(ServiceFailure refusal) {
        Metadata trailers = new Metadata();
        trailers.put(REASON, refusal.reason());
        return new StatusException(
                statusOf(refusal.kind()).withDescription(refusal.sentence()).withCause(refusal), trailers);
    }

    private static StatusException unexpected(Throwable failure) {
        LOG.error("A call failed for a reason that nobody foresaw", failure);
        Metadata trailers = new Metadata();
        trailers.put(REASON, UNFORESEEN);
        return new StatusException(
                Status.INTERNAL.withDescription("internal error; the service's log has the details"), trailers);
    }

    private static Status statusOf(Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> Status.NOT_FOUND;
            case INVALID -> Status.INVALID_ARGUMENT;
            case PRECONDITION -> Status.FAILED_PRECONDITION;
            case CONFLICT -> Status.ABORTED;
            case UNAVAILABLE -> Status.UNAVAILABLE;
            case EXHAUSTED -> Status.RESOURCE_EXHAUSTED;
            case UNAUTHENTICATED -> Status.UNAUTHENTICATED;
            case DENIED -> Status.PERMISSION_DENIED;
            case INTERNAL -> Status.INTERNAL;
        };
    }

    private static Kind kindOf(Status status, @Nullable String reason) {
        return switch (status.getCode()) {
            case NOT_FOUND -> Kind.NOT_FOUND;
            case INVALID_ARGUMENT, OUT_OF_RANGE, UNIMPLEMENTED -> Kind.INVALID;
            case FAILED_PRECONDITION -> Kind.PRECONDITION;
            case ABORTED, ALREADY_EXISTS -> Kind.CONFLICT;
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> Kind.UNAVAILABLE;
            // Without a reason of ours it is gRPC itself that ran into a limit.
            case RESOURCE_EXHAUSTED -> reason == null ? Kind.UNAVAILABLE : Kind.EXHAUSTED;
            // Or that met half of an answer, a stream that was reset, something in between that answers instead of the
            // service.
            case UNKNOWN, INTERNAL -> reason == null ? Kind.UNAVAILABLE : Kind.INTERNAL;
            case UNAUTHENTICATED -> Kind.UNAUTHENTICATED;
            case PERMISSION_DENIED -> Kind.DENIED;
            case OK, DATA_LOSS -> Kind.INTERNAL;
        };
    }
}
