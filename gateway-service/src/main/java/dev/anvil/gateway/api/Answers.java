package dev.anvil.gateway.api;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends calls: with the one answer, or with a status that says why there is none. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    static <A> void answer(StreamObserver<A> observer, Callable<A> work) {
        A answer;
        try {
            answer = work.call();
        } catch (Exception e) {
            observer.onError(status(e));
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }

    static StatusException status(Throwable failure) {
        if (failure instanceof ServiceFailure refused
                && refused.kind() == Kind.UNAVAILABLE
                && refused.getCause() != null) {
            LOG.warn("A call could not be served: {}", refused.sentence(), refused.getCause());
        }
        return FailureStatus.toStatus(failure instanceof S3Error error ? translate(error) : failure);
    }

    /** What is shared with S3 refuses in the words of S3. */
    private static ServiceFailure translate(S3Error error) {
        Kind kind = switch (error.code().status()) {
            case 403 -> Kind.DENIED;
            case 404 -> Kind.NOT_FOUND;
            case 409 -> Kind.CONFLICT;
            case 412 -> Kind.PRECONDITION;
            case 503 -> Kind.UNAVAILABLE;
            default -> error.code().status() < 500 ? Kind.INVALID : Kind.INTERNAL;
        };
        return new ServiceFailure(kind, error.code().name(), error.text(), error);
    }
}
