package dev.anvil.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    @Test
    void asksToComeBackWhenAllPlacesAreTaken() {
        Admission admission = new Admission(2, Duration.ofMillis(1));
        admission.enter();
        admission.enter();
        assertThat(admission.served()).isEqualTo(2);
        assertThatThrownBy(admission::enter)
                .isInstanceOfSatisfying(
                        S3Error.class, error -> assertThat(error.code()).isEqualTo(S3ErrorCode.SLOW_DOWN));
        admission.leave();
        admission.enter();
        assertThat(admission.served()).isEqualTo(2);
    }

    @Test
    void whoWaitsGetsThePlaceThatBecomesFree() throws InterruptedException {
        Admission admission = new Admission(1, Duration.ofSeconds(30));
        admission.enter();
        Thread waiting = Thread.ofVirtual().start(admission::enter);
        admission.leave();
        waiting.join(Duration.ofSeconds(30));
        assertThat(waiting.isAlive()).isFalse();
        assertThat(admission.served()).isEqualTo(1);
    }
}
