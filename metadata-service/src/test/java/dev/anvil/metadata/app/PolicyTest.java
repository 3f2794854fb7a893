package dev.anvil.metadata.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    @ParameterizedTest
    @ValueSource(strings = {"*", "photos", "photos/*", "photos/2026/*", "photos/2026/a.jpg", "photos/a b+ü/*"})
    void acceptsResources(String resource) {
        assertThat(new Policy("object:*", resource).resource()).isEqualTo(resource);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "**", "*/a", "photos/", "photos/*/a", "Photos", "photo*", "photos/**", "photos/\0"})
    void refusesWhatWouldMatchNothing(String resource) {
        assertThatThrownBy(() -> new Policy("object:*", resource)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "object", "object:", "object:create", "bucket:readd", "OBJECT:read", "object:*|*"})
    void refusesUnknownActions(String action) {
        assertThatThrownBy(() -> new Policy(action, "*")).isInstanceOf(IllegalArgumentException.class);
    }
}
