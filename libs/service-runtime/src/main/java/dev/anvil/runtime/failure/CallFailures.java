package dev.anvil.runtime.failure;

import dev.anvil.runtime.failure.ServiceFailure.Kind;
import io.grpc.StatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.grpc.server.exception.GrpcExceptionHandler;

/**
 * What callers are told of a call that failed. While a service stops, pools and executors close under calls that still run: what
 * fails then unforeseen fails for that, and another replica can do it.
 */
public final class CallFailures implements GrpcExceptionHandler, ApplicationListener<ContextClosedEvent>, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(CallFailures.class);

    private volatile boolean stopping;

    @Override
    public StatusException handleException(Throwable failure) {
        if (stopping && FailureStatus.isUnforeseen(failure)) {
            LOG.info("A call failed because the service stops", failure);
            return FailureStatus.toStatus(
                    new ServiceFailure(Kind.UNAVAILABLE, "STOPPING", "the service is stopping; try again", failure));
        }
        return FailureStatus.toStatus(failure);
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        stopping = true;
    }

    /** After those that know more of a failure. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
