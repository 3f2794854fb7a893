package dev.anvil.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.instance.DataFolder;
import dev.anvil.cli.instance.EnvFile;
import dev.anvil.cli.peer.Authority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetSearchTest {
    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void atHome() {
        environment.put("HOME", home.toString());
    }

    private TargetSearch search() {
        return new TargetSearch(environment, home.resolve("anvil-data"));
    }

    private static EnvFile lines(String endpoint, String id) {
        return new EnvFile(Map.of("ANVIL_ENDPOINT", endpoint, "AWS_ACCESS_KEY_ID", id, "AWS_SECRET_ACCESS_KEY", "s"));
    }

    private Path instance(String name, String endpoint) throws IOException {
        Path folder = Files.createDirectories(home.resolve(name));
        lines(endpoint, name).write(new DataFolder(folder).env());
        return folder;
    }

    @Test
    void theDataFolderCountsMoreThanTheEnvironment() throws IOException {
        environment.putAll(lines("elsewhere:1", "env").values());
        assertThat(search().find(instance("here", "http://127.0.0.1:50051"), null, null, null))
                .isEqualTo(new Target("127.0.0.1", 50_051, false, "here", "s", Optional.empty()));
        assertThat(search().find(null, null, null, null).host()).isEqualTo("elsewhere");
    }

    @Test
    void withoutAWordTheDefaultProfileAndThenTheDefaultFolderServe() throws IOException {
        instance("anvil-data", "127.0.0.1:1");
        assertThat(search().find(null, null, null, null).clientId()).isEqualTo("anvil-data");
        Path ignored = Profiles.of(environment).save("default", lines("https://s3.example.com", "me"));
        assertThat(search().find(null, null, null, null))
                .isEqualTo(new Target("s3.example.com", 443, true, "me", "s", Optional.empty()));
    }

    @Test
    void anAuthorityComesFromTheOptionTheProfileOrTheEnvironment() {
        Map<String, String> lines =
                new HashMap<>(lines("https://s3.example.com", "me").values());
        lines.put("ANVIL_CA_FILE", "/etc/anvil/ca.pem");
        Path ignored = Profiles.of(environment).save("work", new EnvFile(lines));
        assertThat(search().find(null, "work", null, null).authority())
                .contains(new Authority(Path.of("/etc/anvil/ca.pem")));
        assertThat(search().find(null, "work", null, Path.of("other.pem")).authority())
                .contains(new Authority(Path.of("other.pem")));
        environment.putAll(lines);
        assertThat(search().find(null, null, null, null).authority())
                .contains(new Authority(Path.of("/etc/anvil/ca.pem")));
        assertThatThrownBy(() -> search().find(null, null, "127.0.0.1:50051", null))
                .hasMessageContainingAll("--ca-file", "ANVIL_CA_FILE", "https://");
    }

    @Test
    void anAuthorityWithoutACertificateIsRefused() throws IOException {
        environment.putAll(lines("https://s3.example.com", "me").values());
        Path empty = Files.writeString(home.resolve("ca.pem"), "no certificate");
        assertThatThrownBy(() -> search().find(null, null, null, empty).connect())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContainingAll("--ca-file", empty.toString());
        assertThatThrownBy(() -> search().find(null, null, null, home.resolve("none.pem"))
                        .connect())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void whatIsMissingIsSaidWithItsCure() {
        assertThatThrownBy(() -> search().find(null, null, null, null))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContainingAll("--data", "anvil configure", "ANVIL_ENDPOINT");
        assertThatThrownBy(() -> search().find(null, "work", null, null))
                .hasMessageContaining("anvil configure --profile work");
        assertThatThrownBy(() -> search().find(home.resolve("none"), null, null, null))
                .hasMessageContaining("anvil up --data");
        environment.put("ANVIL_ENDPOINT", "h:1");
        assertThatThrownBy(() -> search().find(null, null, null, null)).hasMessageContaining("AWS_ACCESS_KEY_ID");
    }

    @Test
    void aProfileNameCannotLeaveItsFolder() {
        assertThatThrownBy(() -> search().find(null, "../../etc/passwd", null, null))
                .hasMessageContaining("no name");
    }
}
