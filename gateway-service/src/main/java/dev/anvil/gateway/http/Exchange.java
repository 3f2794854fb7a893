package dev.anvil.gateway.http;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.body.ReceivedBody;
import dev.anvil.gateway.pace.Admission;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Response.Header;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes known of one request while it is served, for the log and for cleaning up. Used by one thread. */
final class Exchange implements AutoCloseable {
    /** As nginx has it, and whoever reads its logs. */
    private static final int CLIENT_LEFT = 499;

    private final String id;
    private final String client;
    private final long startNanos;
    private @Nullable Admission admission;
    private @Nullable ReceivedBody body;
    private @Nullable Caller caller;
    private @Nullable S3Operation operation;
    private @Nullable S3ErrorCode failure;
    private List<Header> headers = List.of();
    private boolean probe;
    private boolean abandoned;

    Exchange(String id, String client, long startNanos) {
        this.id = id;
        this.client = client;
        this.startNanos = startNanos;
    }

    String id() {
        return id;
    }

    String client() {
        return client;
    }

    long startNanos() {
        return startNanos;
    }

    /** Waits for a place among the requests that are served; {@link #close} gives it back. */
    void enter(Admission among) {
        among.enter();
        admission = among;
    }

    void received(ReceivedBody receivedBody, Caller from) {
        body = receivedBody;
        caller = from;
    }

    void means(S3Operation meant) {
        operation = meant;
    }

    void failed(S3ErrorCode code) {
        failure = code;
    }

    Optional<Caller> caller() {
        return Optional.ofNullable(caller);
    }

    Optional<S3Operation> operation() {
        return Optional.ofNullable(operation);
    }

    Optional<S3ErrorCode> failure() {
        return Optional.ofNullable(failure);
    }

    void alsoAnswers(List<Header> more) {
        headers = List.copyOf(more);
    }

    /** What goes out with the answer, whether it is a refusal or not. */
    List<Header> headers() {
        return headers;
    }

    /** Balancers ask every second: that is no news. */
    void isOnlyAProbe() {
        probe = true;
    }

    boolean isProbe() {
        return probe;
    }

    /** The client has not waited for the rest of its answer. */
    void isAbandoned() {
        abandoned = true;
    }

    /** What the log calls the outcome. Tomcat calls it 500 when it cannot write, though nobody here has failed. */
    int outcome(int status) {
        return abandoned ? CLIENT_LEFT : status;
    }

    boolean bodyWasRead() {
        return body != null && body.isRead();
    }

    @Override
    public void close() {
        if (body != null) {
            body.close();
        }
        if (admission != null) {
            admission.leave();
        }
    }
}
