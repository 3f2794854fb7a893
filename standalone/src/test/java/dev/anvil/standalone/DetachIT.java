package dev.anvil.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.cli.AnvilCli;
import dev.anvil.cli.instance.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachIT {
    @TempDir
    private Path folder;

    private record Answer(int exitCode, String text) {}

    private static Answer anvil(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AnvilCli.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes());
        return new Answer(process.waitFor(), text);
    }

    @Test
    void detachedItGoesOnUntilItIsToldToStop() throws Exception {
        String data = folder.resolve("data").toString();
        DataFolder files = new DataFolder(Path.of(data));
        Up starter = Up.launched(
                files.root(),
                Map.of(),
                "--detach",
                "--drives",
                "4",
                "--api",
                "127.0.0.1:0",
                "--s3",
                "127.0.0.1:0",
                "--management",
                "127.0.0.1:0");
        assertThat(starter.exitCode()).as(starter.said()).isZero();
        try {
            assertThat(starter.said()).contains("ready", "secret access key", "anvil down --data");
            assertThat(files.env()).exists();
            nobodyElseReadsWhatHoldsASecret(files);

            Answer status = anvil("status", "--json", "--data", data);
            assertThat(status.exitCode()).as(status.text()).isZero();
            assertThat(status.text())
                    .contains("\"scheme\": \"2+2\"", "\"name\": \"storage-node\"", "\"toleratedLosses\": 2");
            theClientsRoad(data);
        } finally {
            Answer down = anvil("down", "--data", data);
            assertThat(down.exitCode()).as(down.text()).isZero();
        }
        assertThat(anvil("status", "--data", data).exitCode()).isEqualTo(1);
        assertThat(files.pid()).doesNotExist();
    }

    private static void nobodyElseReadsWhatHoldsASecret(DataFolder files) throws IOException {
        List<String> secrets = Files.readAllLines(files.env()).stream()
                .filter(line -> line.matches("(AWS_SECRET_ACCESS_KEY|JWT_SECRET|ANVIL_.*(KEY|SECRET))=.*"))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .filter(secret -> secret.length() > 16)
                .toList();
        assertThat(secrets).hasSizeGreaterThanOrEqualTo(4);
        try (Stream<Path> plain = Files.list(files.root()).filter(Files::isRegularFile)) {
            for (Path file : plain.toList()) {
                String text = Files.readString(file);
                if (secrets.stream().anyMatch(text::contains)) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------");
                }
            }
        }
    }

    private void theClientsRoad(String data) throws Exception {
        Path file = Files.writeString(folder.resolve("words.txt"), "hello".repeat(100_000));
        Path copy = folder.resolve("copy.txt");
        for (List<String> command : List.of(
                List.of("bucket", "create", "words"),
                List.of("object", "put", file.toString(), "words/a/hello"),
                List.of("object", "get", "words/a/hello", copy.toString()),
                List.of("admin", "tenants", "create", "--name", "acme"),
                List.of("admin", "apps", "create", "--tenant", "acme", "--name", "web", "--json"),
                List.of(
                        "admin",
                        "policies",
                        "grant",
                        "--tenant",
                        "acme",
                        "--app",
                        "web",
                        "--action",
                        "object:*",
                        "--resource",
                        "words/*"),
                List.of("admin", "nodes", "list"),
                List.of("admin", "tasks", "count"),
                List.of("auth", "token"),
                List.of("object", "rm", "-r", "words"),
                List.of("bucket", "rm", "words"))) {
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of("--data", data));
            Answer answer = anvil(whole.toArray(String[]::new));
            assertThat(answer.exitCode()).as(whole + ": " + answer.text()).isZero();
        }
        assertThat(copy).hasSameBinaryContentAs(file);
    }
}
