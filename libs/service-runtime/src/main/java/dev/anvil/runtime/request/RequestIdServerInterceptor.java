package dev.anvil.runtime.request;

import dev.anvil.runtime.credential.PublicServices;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Serves a call under the id that came with it. Calls of clients get a fresh one, which is told in the answer's trailers; calls
 * that services make on nobody's behalf have none.
 */
public final class RequestIdServerInterceptor implements ServerInterceptor {
    private final PublicServices publicServices;

    public RequestIdServerInterceptor(PublicServices publicServices) {
        this.publicServices = publicServices;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        boolean ofAClient = publicServices.prefixes().stream()
                .anyMatch(call.getMethodDescriptor().getFullMethodName()::startsWith);
        @Nullable String id = ofAClient ? RequestId.fresh() : headers.get(RequestId.HEADER);
        if (id == null || !RequestId.isAcceptable(id)) {
            return next.startCall(call, headers);
        }
        try (MDC.MDCCloseable entered = RequestId.entered(id)) {
            return new Listening<>(next.startCall(ofAClient ? new Telling<>(call, id) : call, headers), id);
        }
    }

    private static final class Telling<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final String id;

        Telling(ServerCall<Q, A> call, String id) {
            super(call);
            this.id = id;
        }

        @Override
        public void close(Status status, Metadata trailers) {
            trailers.put(RequestId.HEADER, id);
            super.close(status, trailers);
        }
    }

    /** Each part of a call may come on another thread. */
    private static final class Listening<Q> extends SimpleForwardingServerCallListener<Q> {
        private final String id;

        Listening(ServerCall.Listener<Q> listener, String id) {
            super(listener);
            this.id = id;
        }

        @Override
        public void onMessage(Q message) {
            try (MDC.MDCCloseable entered = RequestId.entered(id)) {
                super.onMessage(message);
            }
        }

        @Override
        public void onHalfClose() {
            try (MDC.MDCCloseable entered = RequestId.entered(id)) {
                super.onHalfClose();
            }
        }

        @Override
        public void onCancel() {
            try (MDC.MDCCloseable entered = RequestId.entered(id)) {
                super.onCancel();
            }
        }

        @Override
        public void onReady() {
            try (MDC.MDCCloseable entered = RequestId.entered(id)) {
                super.onReady();
            }
        }
    }
}
