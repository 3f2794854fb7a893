package dev.anvil.metadata.history;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.metadata.history.KeyHistory.Step;
import org.junit.jupiter.api.Test;

/** The judge must know right from wrong. */
class KeyHistoryTest {
    private final KeyHistory history = new KeyHistory();

    private void one(Step step) {
        history.begin().end(step);
    }

    @Test
    void oneAfterTheOther() {
        one(Step.read(""));
        one(Step.write("", "a"));
        one(Step.refusedWrite(""));
        one(Step.write("a", "b"));
        one(Step.read("b"));
        assertThatCode(() -> history.requireAnOrder("key")).doesNotThrowAnyException();
    }

    @Test
    void whatOverlapsMayBeEitherWay() {
        KeyHistory.Open write = history.begin();
        KeyHistory.Open read = history.begin();
        write.end(Step.write(null, "a"));
        read.end(Step.read(""));
        one(Step.read("a"));
        assertThatCode(() -> history.requireAnOrder("key")).doesNotThrowAnyException();
    }

    @Test
    void aStaleReadIsFound() {
        one(Step.write(null, "a"));
        one(Step.write(null, "b"));
        one(Step.read("a"));
        assertThatThrownBy(() -> history.requireAnOrder("key")).hasMessageContaining("no order");
    }

    @Test
    void twoWinnersOfOneConditionAreFound() {
        KeyHistory.Open first = history.begin();
        KeyHistory.Open second = history.begin();
        first.end(Step.write("", "a"));
        second.end(Step.write("", "b"));
        assertThatThrownBy(() -> history.requireAnOrder("key")).hasMessageContaining("no order");
    }

    @Test
    void aLostWriteIsFound() {
        one(Step.write(null, "a"));
        one(Step.read(""));
        assertThatThrownBy(() -> history.requireAnOrder("key")).hasMessageContaining("no order");
    }

    @Test
    void whatWasNeverAnsweredHappensLaterOrNever() {
        history.begin().unknown(Step.maybeWrite(null, "a"));
        history.begin().unknown(Step.maybeWrite(null, "b"));
        one(Step.read(""));
        one(Step.read("a"));
        assertThatCode(() -> history.requireAnOrder("key")).doesNotThrowAnyException();
        one(Step.read(""));
        assertThatThrownBy(() -> history.requireAnOrder("key")).hasMessageContaining("no order");
    }
}
