package dev.anvil.runtime.meter;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Times calls by method and outcome, under the names that Micrometer's own interceptor gives them. That one makes an observation of every
 * call, with its labels and a look into the registry at each event: a twentieth of all that the suite does for a small read.
 */
public final class CallTimer implements ServerInterceptor {
    private record Outcome(String method, Status.Code code) {}

    private final MeterRegistry meters;

    /** Only of methods that exist: gRPC asks no interceptor about others. */
    private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();

    public CallTimer(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Timed<Q, A> timed = new Timed<>(call);
        return new SimpleForwardingServerCallListener<>(next.startCall(timed, headers)) {
            @Override
            public void onCancel() {
                timed.ended(Status.Code.CANCELLED);
                super.onCancel();
            }
        };
    }

    private Timer timer(MethodDescriptor<?, ?> method, Status.Code code) {
        return timers.computeIfAbsent(
                new Outcome(method.getFullMethodName(), code),
                outcome -> Timer.builder("grpc.server")
                        .description("Calls that were served, from their beginning to their status")
                        .tag("rpc.service", String.valueOf(method.getServiceName()))
                        .tag("rpc.method", String.valueOf(method.getBareMethodName()))
                        .tag("grpc.status_code", code.name())
                        .register(meters));
    }

    private final class Timed<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final long began = System.nanoTime();
        private final AtomicBoolean counted = new AtomicBoolean();

        Timed(ServerCall<Q, A> call) {
            super(call);
        }

        @Override
        public void close(Status status, Metadata trailers) {
            ended(status.getCode());
            super.close(status, trailers);
        }

        /** Once: a client that goes away while it is answered is both. */
        private void ended(Status.Code code) {
            if (counted.compareAndSet(false, true)) {
                timer(getMethodDescriptor(), code).record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            }
        }
    }
}
