package dev.anvil.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryLimitsTest {
    private static final int BUFFERS = 512 << 10;

    @Test
    void aSmallHeapServesLessAtOnce() {
        assertThat(MemoryLimits.of(512L << 20, 512L << 20, BUFFERS)).isEqualTo(new MemoryLimits(85, 341));
        assertThat(MemoryLimits.of(64L << 20, 32L << 20, BUFFERS)).isEqualTo(new MemoryLimits(16, 64));
    }

    @Test
    void aLargeOneNoMoreThanIsGoodForAnything() {
        assertThat(MemoryLimits.of(64L << 30, 64L << 30, BUFFERS)).isEqualTo(new MemoryLimits(256, 8_192));
    }
}
