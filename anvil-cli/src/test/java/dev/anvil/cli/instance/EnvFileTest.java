package dev.anvil.cli.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {
    private static final String HARD = "postgres://u:it's $HOME `x` \"q\" \\n & more@h/db?a=b;c";

    @TempDir
    private Path folder;

    @Test
    void plainValuesAreWrittenPlain() {
        assertThat(new EnvFile(Map.of("ANVIL_ENDPOINT", "http://127.0.0.1:50051")).render())
                .isEqualTo("ANVIL_ENDPOINT=http://127.0.0.1:50051\n");
    }

    @Test
    void whatWasWrittenIsReadBackAndOnlyTheOwnerMayReadIt() throws IOException {
        Map<String, String> values = new LinkedHashMap<>(Map.of("A", "1", "HARD", HARD, "EMPTY", ""));
        Path file = folder.resolve("anvil.env");
        new EnvFile(values).write(file);

        assertThat(EnvFile.read(file).values()).isEqualTo(values);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aShellThatSourcesTheFileSeesTheSameValue() throws Exception {
        Path file = folder.resolve("anvil.env");
        new EnvFile(Map.of("HARD", HARD)).write(file);
        Process shell = new ProcessBuilder("sh", "-c", ". \"$0\"; printf %s \"$HARD\"", file.toString()).start();
        assertThat(new String(shell.getInputStream().readAllBytes())).isEqualTo(HARD);
    }

    @Test
    void commentsExportsAndQuotesOfPeopleAreUnderstood() {
        EnvFile file = EnvFile.parse("# mine\n\nexport A=1\nB=\"two words\"\n C = 3 \n");
        assertThat(file.values())
                .containsExactly(Map.entry("A", "1"), Map.entry("B", "two words"), Map.entry("C", "3"));
    }

    @Test
    void aValueThatWouldBreakTheFileIsRefused() {
        assertThatThrownBy(() -> new EnvFile(Map.of("A", "x\nB=2"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsDoNotShowInLogs() {
        assertThat(new EnvFile(Map.of("JWT_SECRET", "hush"))).hasToString("EnvFile[JWT_SECRET]");
    }
}
