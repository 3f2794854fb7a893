package dev.anvil.membership.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.membership.view.Intent;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntentFileTest {
    private static final Instant WHEN = Instant.parse("2026-01-01T00:00:00.123Z");

    @TempDir
    Path folder;

    @Test
    void whatOperatorsWantOutlivesAStop() {
        List<Intent> intents = List.of(
                new Intent(NodeId.create(), Intent.Wish.DRAIN, WHEN),
                new Intent(NodeId.create(), Intent.Wish.SERVE, WHEN.plusMillis(1)),
                new Intent(
                        NodeId.create(), Intent.Wish.DECOMMISSION, WHEN, Set.of(DriveId.create(), DriveId.create())));
        Path path = folder.resolve("intents");
        new IntentFile(path).write(intents);
        assertThat(new IntentFile(path).read()).isEqualTo(intents);
        new IntentFile(path).write(List.of());
        assertThat(new IntentFile(path).read()).isEmpty();
    }

    @Test
    void aDamagedFileKeepsNobodyFromStarting() throws IOException {
        Path path = folder.resolve("intents");
        assertThat(new IntentFile(path).read()).isEmpty();
        Files.writeString(path, "no node at all\n");
        assertThat(new IntentFile(path).read()).isEmpty();
    }
}
