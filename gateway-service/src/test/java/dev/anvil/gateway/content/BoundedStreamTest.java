package dev.anvil.gateway.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.runtime.failure.ServiceFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class BoundedStreamTest {
    @Test
    void goesOnToTheLimitAndNotBeyond() throws IOException {
        assertThat(new BoundedStream(new ByteArrayInputStream(new byte[10]), 10).readAllBytes())
                .hasSize(10);
        assertThatThrownBy(() -> new BoundedStream(new ByteArrayInputStream(new byte[11]), 10).readAllBytes())
                .isInstanceOf(ServiceFailure.class)
                .hasMessageContaining("longer than 10 bytes");
    }
}
