package dev.anvil.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A client in the cluster that never stops putting and getting, with the attempts that AWS's command makes by itself. */
final class LoadPod {
    private static final String NAME = "client";
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Path FILE = Path.of("src/test/resources/pods/client.yaml");

    private final Cluster cluster;

    LoadPod(Cluster cluster) {
        this.cluster = cluster;
    }

    void start() throws IOException {
        String image = new ObjectMapper(new YAMLFactory())
                .readTree(DeployFolder.chart().resolve("values.yaml").toFile())
                .at("/test/image")
                .asText();
        cluster.create(DeployFolder.read(FILE).replace("IMAGE", image));
    }

    /** Everything went well so far, and goes on. */
    void goesOnWithoutAFailure() throws IOException, InterruptedException {
        long before = answers();
        cluster.await(LIMIT, () -> answers() > before + 1);
        assertThat(cluster.log(NAME)).doesNotContain("other ");
    }

    private long answers() {
        return cluster.pod(NAME).getStatus().getPhase().equals("Pending")
                ? 0
                : cluster.log(NAME)
                        .lines()
                        .filter(line -> line.startsWith("same ") || line.startsWith("other "))
                        .count();
    }
}
