package dev.anvil.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Inner(String name, boolean good) {}

    private record Outer(long count, List<Inner> inner, Map<String, Integer> empty, Instant at) {}

    @Test
    void recordsBecomeObjectsByTheirComponents() {
        assertThat(Json.of(new Outer(3, List.of(new Inner("a", true)), Map.of(), Instant.EPOCH)))
                .isEqualTo("""
                        {
                          "count": 3,
                          "inner": [
                            {
                              "name": "a",
                              "good": true
                            }
                          ],
                          "empty": {},
                          "at": "1970-01-01T00:00:00Z"
                        }""");
    }

    @Test
    void whatJsonCannotCarryIsEscaped() {
        assertThat(Json.of("\"\\\n\t\u0001\ud83d\ude00\ud83d"))
                .isEqualTo("\"\\\"\\\\\\n\\t\\u0001\ud83d\ude00\\ud83d\"");
    }
}
