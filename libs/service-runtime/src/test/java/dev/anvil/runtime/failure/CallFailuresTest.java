package dev.anvil.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.runtime.failure.ServiceFailure.Kind;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;

class CallFailuresTest {
    private final CallFailures failures = new CallFailures();

    @Test
    void aMistakeIsInternalWhileTheServiceRuns() {
        assertThat(told(new RejectedExecutionException("full")).kind()).isEqualTo(Kind.INTERNAL);
    }

    @Test
    void whatFailsUnforeseenWhileTheServiceStopsMayBeTriedElsewhere() {
        stop();
        assertThat(told(new RejectedExecutionException("shut down")).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(told(new IllegalStateException("the pool is closed")).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aRefusalIsTheSameToTheEnd() {
        stop();
        ServiceFailure refusal = new ServiceFailure(Kind.NOT_FOUND, "NO_SUCH_KEY", "there is no such key");
        assertThat(told(refusal).reason()).isEqualTo("NO_SUCH_KEY");
        assertThat(told(new IllegalArgumentException("no name")).kind()).isEqualTo(Kind.INVALID);
    }

    private void stop() {
        failures.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
    }

    private ServiceFailure told(Exception failure) {
        StatusException sent = failures.handleException(failure);
        return FailureStatus.fromStatus(new StatusRuntimeException(sent.getStatus(), sent.getTrailers()));
    }
}
