package dev.anvil.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.runtime.failure.ServiceFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RememberedAnswersTest {
    private final Map<String, String> truth = new HashMap<>(Map.of("a", "1"));
    private Runnable duringQuestion = () -> {};
    private boolean away;
    private int asked;
    private long nanos;
    private final RememberedAnswers<String, String> answers = new RememberedAnswers<>(
            new CacheSettings(Duration.ofSeconds(3), Duration.ofMinutes(15), 10), () -> nanos, this::ask);

    @Test
    void asksOnceWhileTheAnswerIsFresh() {
        for (int i = 0; i < 10; i++) {
            assertThat(answers.find("a")).contains("1");
        }
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void asksAgainWhenTheAnswerIsOld() {
        answers.find("a");
        truth.put("a", "2");
        pass(Duration.ofSeconds(3));
        assertThat(answers.find("a")).contains("2");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void forgetsWhatItIsToldToForget() {
        answers.find("a");
        truth.put("a", "2");
        answers.forget("a");
        assertThat(answers.find("a")).contains("2");
    }

    @Test
    void trustsNothingAfterADoubt() {
        answers.find("a");
        truth.put("a", "2");
        answers.doubtAll();
        assertThat(answers.find("a")).contains("2");
        answers.find("a");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void anAnswerThatWasOnItsWayDuringAChangeIsNotRemembered() {
        duringQuestion = () -> {
            truth.put("a", "2");
            answers.forget("a");
        };
        assertThat(answers.find("a")).contains("1");
        assertThat(answers.find("a")).contains("2");
    }

    @Test
    void remembersNotThatNothingWasFound() {
        assertThat(answers.find("b")).isEmpty();
        truth.put("b", "1");
        assertThat(answers.find("b")).contains("1");
        truth.remove("b");
        pass(Duration.ofSeconds(3));
        assertThat(answers.find("b")).isEmpty();
        assertThat(answers.find("b")).isEmpty();
    }

    @Test
    void outlivesAnOutageForABoundedTime() {
        answers.find("a");
        away = true;
        answers.doubtAll();
        assertThat(answers.find("a")).contains("1");
        pass(Duration.ofMinutes(14));
        assertThat(answers.find("a")).contains("1");
        pass(Duration.ofMinutes(1));
        assertThatThrownBy(() -> answers.find("a")).isInstanceOf(ServiceFailure.class);
    }

    @Test
    void asksNowAndThenDuringAnOutage() {
        answers.find("a");
        away = true;
        answers.doubtAll();
        for (int i = 0; i < 100; i++) {
            answers.find("a");
            pass(Duration.ofMillis(100));
        }
        assertThat(asked).isBetween(9, 13);
        away = false;
        truth.put("a", "2");
        pass(Duration.ofSeconds(1));
        assertThat(answers.find("a")).contains("2");
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private Optional<String> ask(String key) {
        asked++;
        Optional<String> found = Optional.ofNullable(truth.get(key));
        Runnable during = duringQuestion;
        duringQuestion = () -> {};
        during.run();
        if (away) {
            throw new ServiceFailure(ServiceFailure.Kind.UNAVAILABLE, "UNAVAILABLE", "the catalogue is away");
        }
        return found;
    }
}
