package dev.anvil.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallsTest {
    private final RetryBudget budget = new RetryBudget();
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void oneThatFailsNowAndThenIsMadeAgain() {
        assertThat(Calls.repeatable(this::failingOnce, budget)).isEqualTo("answer");
        assertThat(made).hasValue(2);
    }

    @Test
    void aCatalogueThatIsAwayIsHardlyAskedMoreOftenThanOnAGoodDay() {
        int calls = 10_000;
        for (int i = 0; i < calls; i++) {
            assertThatThrownBy(() -> Calls.repeatable(() -> failing(Status.UNAVAILABLE), budget))
                    .isInstanceOf(ServiceFailure.class);
        }
        assertThat(made.get() - calls).isEqualTo(100);
    }

    @Test
    void successPaysForTryingAgain() {
        while (budget.take()) {
            // Until nothing is left.
        }
        for (int i = 0; i < 10; i++) {
            assertThat(budget.take()).isFalse();
            budget.succeeded();
        }
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
    }

    @Test
    void aDeadlineThatPassedIsNotTriedAgain() {
        assertThatThrownBy(() -> Calls.repeatable(() -> failing(Status.DEADLINE_EXCEEDED), budget))
                .isInstanceOf(ServiceFailure.class);
        assertThat(made).hasValue(1);
    }

    private String failingOnce() {
        return made.getAndIncrement() == 0 ? fail(Status.UNAVAILABLE) : "answer";
    }

    private String failing(Status status) {
        made.incrementAndGet();
        return fail(status);
    }

    private static String fail(Status status) {
        throw status.asRuntimeException();
    }
}
