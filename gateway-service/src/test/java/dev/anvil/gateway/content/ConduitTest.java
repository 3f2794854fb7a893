package dev.anvil.gateway.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ConduitTest {
    @Test
    void whatIsPushedCanBePulled() throws IOException {
        byte[] bytes = new byte[1_000_000];
        new Random(1).nextBytes(bytes);
        try (Conduit conduit = new Conduit()) {
            conduit.feed(out -> {
                for (int at = 0; at < bytes.length; at += 10_000) {
                    out.write(bytes, at, 10_000);
                }
            });
            assertThat(conduit.source().readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void aProducerThatFailsMakesTheReaderFail() {
        try (Conduit conduit = new Conduit()) {
            conduit.feed(out -> {
                out.write(1);
                throw new IOException("broken");
            });
            assertThatThrownBy(() -> conduit.source().readAllBytes())
                    .isInstanceOf(IOException.class)
                    .hasRootCauseMessage("broken");
        }
    }

    @Test
    void aReaderThatGoesStopsTheProducer() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        try (Conduit conduit = new Conduit()) {
            conduit.feed(out -> {
                try {
                    while (true) {
                        out.write(new byte[1000], 0, 1000);
                    }
                } finally {
                    stopped.countDown();
                }
            });
            assertThat(conduit.source().read()).isZero();
        }
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
