package dev.anvil.runtime.channel;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Gives every unary call a deadline. Streams live as long as they live; whoever opens one watches over it. */
final class DeadlineClientInterceptor implements ClientInterceptor {
    private final Duration deadline;

    DeadlineClientInterceptor(Duration deadline) {
        this.deadline = deadline;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        boolean needsOne = method.getType() == MethodDescriptor.MethodType.UNARY && options.getDeadline() == null;
        return next.newCall(
                method, needsOne ? options.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS) : options);
    }
}
