package dev.anvil.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceStatusTest {
    @Test
    void saysWhatMayBeLost() {
        assertThat(status("4+2", 2)).contains("4+2  (survives the loss of any 2 drives)", "ISA-L");
        assertThat(status("1+1", 1)).contains("1+1  (survives the loss of any one drive)");
    }

    @Test
    void warnsLoudlyWhereNothingMayBeLost() {
        assertThat(status("1+0", 0))
                .contains("1+0  WARNING: the loss of one drive loses objects; use more drives")
                .doesNotContain("survives");
    }

    private static String status(String scheme, int losses) {
        return new InstanceStatus(
                        true,
                        "ready",
                        1,
                        "./anvil-data",
                        "127.0.0.1:50051",
                        "127.0.0.1:9000",
                        "http://127.0.0.1:50052",
                        "local",
                        "",
                        List.of(new InstanceStatus.Service("gateway", "127.0.0.1:50051", "ready")),
                        List.of(),
                        List.of(),
                        scheme,
                        losses,
                        0,
                        "ISA-L",
                        List.of())
                .text();
    }
}
