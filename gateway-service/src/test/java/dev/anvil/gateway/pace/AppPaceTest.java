package dev.anvil.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.model.AppId;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AppPaceTest {
    private final AppId app = new AppId(UUID.randomUUID());
    private long now = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

    @Test
    void afterAPauseAnAppMayUseTwoSecondsAtOnceAndThenItsRate() {
        AppPace pace = new AppPace(10, () -> now);
        assertThat(admitted(pace, 100)).isEqualTo(20);
        // The clock's number runs over in between, as it may.
        now += Duration.ofMillis(2_500).toNanos();
        assertThat(admitted(pace, 100)).isEqualTo(20);
        now += Duration.ofMillis(250).toNanos();
        assertThat(admitted(pace, 100)).isEqualTo(2);
        now += Duration.ofMillis(50).toNanos();
        assertThat(admitted(pace, 100)).isEqualTo(1);
        now += Duration.ofHours(1).toNanos();
        assertThat(admitted(pace, 100)).as("a long pause earns no more").isEqualTo(20);
    }

    @Test
    void eachAppIsCountedByItself() {
        AppPace pace = new AppPace(1, () -> now);
        assertThat(admitted(pace, 10)).isEqualTo(2);
        assertThat(pace.admits(new AppId(UUID.randomUUID()))).isTrue();
    }

    @Test
    void withoutARateNobodyIsCounted() {
        assertThat(admitted(AppPace.unlimited(), 10_000)).isEqualTo(10_000);
    }

    private int admitted(AppPace pace, int asked) {
        return (int) IntStream.range(0, asked).filter(i -> pace.admits(app)).count();
    }
}
