package dev.anvil.runtime.trace;

import dev.anvil.runtime.credential.PublicServices;
import dev.anvil.runtime.request.RequestId;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.MDC;

/** Traces a call that comes with a trace, and calls of clients, which may begin one. */
final class TraceServerInterceptor implements ServerInterceptor {
    private final Traces traces;
    private final PublicServices publicServices;

    TraceServerInterceptor(Traces traces, PublicServices publicServices) {
        this.traces = traces;
        this.publicServices = publicServices;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String method = call.getMethodDescriptor().getFullMethodName();
        Context parent = Traces.PROPAGATOR.extract(Context.root(), headers, GrpcHeaders.INSTANCE);
        boolean ofAClient = publicServices.prefixes().stream().anyMatch(method::startsWith);
        if (!ofAClient && !Span.fromContext(parent).getSpanContext().isValid()) {
            return next.startCall(call, headers);
        }
        Span span = traces.tracer()
                .spanBuilder(method)
                .setSpanKind(SpanKind.SERVER)
                .setParent(parent)
                .startSpan();
        Traces.name(span, MDC.get(RequestId.KEY));
        Context context = parent.with(span);
        AtomicBoolean ended = new AtomicBoolean();
        try (Scope scope = context.makeCurrent()) {
            return new Listening<>(next.startCall(new Closing<>(call, span, ended), headers), context, span, ended);
        }
    }

    private static void end(Span span, AtomicBoolean ended, Status status) {
        if (ended.compareAndSet(false, true)) {
            TraceClientInterceptor.end(span, status);
        }
    }

    private static final class Closing<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final Span span;
        private final AtomicBoolean ended;

        Closing(ServerCall<Q, A> call, Span span, AtomicBoolean ended) {
            super(call);
            this.span = span;
            this.ended = ended;
        }

        @Override
        public void close(Status status, Metadata trailers) {
            end(span, ended, status);
            super.close(status, trailers);
        }
    }

    /** Each part of a call may come on another thread. */
    private static final class Listening<Q> extends SimpleForwardingServerCallListener<Q> {
        private final Context context;
        private final Span span;
        private final AtomicBoolean ended;

        Listening(ServerCall.Listener<Q> listener, Context context, Span span, AtomicBoolean ended) {
            super(listener);
            this.context = context;
            this.span = span;
            this.ended = ended;
        }

        @Override
        public void onMessage(Q message) {
            try (Scope scope = context.makeCurrent()) {
                super.onMessage(message);
            }
        }

        @Override
        public void onHalfClose() {
            try (Scope scope = context.makeCurrent()) {
                super.onHalfClose();
            }
        }

        @Override
        public void onReady() {
            try (Scope scope = context.makeCurrent()) {
                super.onReady();
            }
        }

        @Override
        public void onCancel() {
            end(span, ended, Status.CANCELLED);
            super.onCancel();
        }
    }
}
