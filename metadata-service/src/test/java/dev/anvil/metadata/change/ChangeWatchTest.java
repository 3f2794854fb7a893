package dev.anvil.metadata.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.change.Change.BucketChanged;
import dev.anvil.metadata.change.Change.CredentialChanged;
import dev.anvil.metadata.change.Change.EverythingChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChangeWatchTest {
    private final AtomicInteger signals = new AtomicInteger();
    private final ChangeWatch watch = new ChangeWatch(signals::incrementAndGet);

    @Test
    void beginsWithEverythingAndGoesOnInOrder() {
        watch.add(new BucketChanged("a"));
        watch.add(new CredentialChanged("B"));
        assertThat(taken())
                .containsExactly(new EverythingChanged(), new BucketChanged("a"), new CredentialChanged("B"));
        assertThat(signals).hasValue(2);
    }

    @Test
    void whoIsTooSlowIsToldThatEverythingChanged() {
        taken();
        for (int i = 0; i <= ChangeWatch.MAX_PENDING; i++) {
            watch.add(new BucketChanged("bucket-" + i));
        }
        assertThat(taken()).containsExactly(new EverythingChanged());
        watch.add(new BucketChanged("after"));
        assertThat(taken()).containsExactly(new BucketChanged("after"));
    }

    @Test
    void theSameTwiceInARowIsSaidOnce() {
        taken();
        watch.add(new BucketChanged("a"));
        watch.add(new BucketChanged("a"));
        assertThat(taken()).containsExactly(new BucketChanged("a"));
    }

    @Test
    void changesSurviveTheirTravelAsText() {
        for (Change change :
                List.of(new BucketChanged("a.b-c"), new CredentialChanged("AK ID"), new EverythingChanged())) {
            assertThat(ChangeText.read(ChangeText.write(change))).isEqualTo(change);
        }
        assertThat(ChangeText.read("something newer")).isEqualTo(new EverythingChanged());
    }

    private List<Change> taken() {
        List<Change> taken = new ArrayList<>();
        for (Optional<Change> next = watch.next(); next.isPresent(); next = watch.next()) {
            taken.add(next.get());
        }
        return taken;
    }
}
