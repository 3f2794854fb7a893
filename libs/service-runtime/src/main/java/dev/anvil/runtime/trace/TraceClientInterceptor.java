package dev.anvil.runtime.trace;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;

/** Traces calls that are made for a traced request. Long-lived streams are made for nobody and are not traced. */
final class TraceClientInterceptor implements ClientInterceptor {
    private final Traces traces;

    TraceClientInterceptor(Traces traces) {
        this.traces = traces;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        ClientCall<Q, A> call = next.newCall(method, options);
        Span parent = Span.current();
        if (!parent.getSpanContext().isValid() || !method.getType().clientSendsOneMessage()) {
            return call;
        }
        Span span = traces.tracer()
                .spanBuilder(method.getFullMethodName())
                .setSpanKind(SpanKind.CLIENT)
                .startSpan();
        return new SimpleForwardingClientCall<>(call) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                Traces.PROPAGATOR.inject(Context.current().with(span), headers, GrpcHeaders.INSTANCE);
                super.start(
                        new SimpleForwardingClientCallListener<>(listener) {
                            @Override
                            public void onClose(Status status, Metadata trailers) {
                                end(span, status);
                                super.onClose(status, trailers);
                            }
                        },
                        headers);
            }
        };
    }

    static void end(Span span, Status status) {
        span.setAttribute("rpc.grpc.status_code", status.getCode().value());
        if (!status.isOk()) {
            span.setStatus(StatusCode.ERROR, status.getCode().name());
        }
        span.end();
    }
}
