package dev.anvil.standalone;

import dev.anvil.cli.instance.DataFolder;
import dev.anvil.cli.instance.EnvFile;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code anvil up} in a process of its own, on free ports. */
final class Up implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final List<String> FREE_PORTS =
            List.of("--api", "127.0.0.1:0", "--s3", "127.0.0.1:0", "--management", "127.0.0.1:0");

    private final Process process;
    private final Path said;
    private final DataFolder folder;

    private Up(Process process, Path said, DataFolder folder) {
        this.process = process;
        this.said = said;
        this.folder = folder;
    }

    /** Started, and perhaps never ready. */
    static Up launched(Path data, Map<String, String> environment, String... options) throws IOException {
        Path said = data.resolveSibling(data.getFileName() + ".said");
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-modules") || argument.startsWith("--enable-native"))
                .forEach(command::add);
        // It lives for seconds, all of them a start: no time for the second compiler to pay off.
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(StandaloneApplication.class.getName(), "up", "--data", data.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(said.toFile());
        Map<String, String> inherited = new HashMap<>(Map.of("ANVIL_RECLAIM_DELAY", "1s"));
        inherited.putAll(environment);
        builder.environment().putAll(inherited);
        return new Up(builder.start(), said, new DataFolder(data));
    }

    /** Started and ready. */
    static Up ready(Path data, String... options) throws IOException, InterruptedException {
        Files.deleteIfExists(new DataFolder(data).env());
        List<String> all = new ArrayList<>(FREE_PORTS);
        all.addAll(List.of(options));
        Up up = launched(data, Map.of(), all.toArray(String[]::new));
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(up.folder.env())) {
            if (up.process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                up.process.destroyForcibly();
                throw new AssertionError("not ready:\n" + up.said() + log(data));
            }
        }
        return up;
    }

    private static String log(Path data) throws IOException {
        Path log = new DataFolder(data).log();
        return Files.exists(log) ? "\n" + Files.readString(log) : "";
    }

    String said() throws IOException {
        return Files.readString(said);
    }

    DataFolder folder() {
        return folder;
    }

    EnvFile env() throws IOException {
        return EnvFile.read(folder.env());
    }

    String env(String name) throws IOException {
        return env().get(name).orElseThrow();
    }

    long pid() {
        return process.pid();
    }

    S3Client s3() throws IOException {
        return S3Client.builder()
                .endpointOverride(URI.create(env("ANVIL_S3_ENDPOINT")))
                .region(Region.of(env("AWS_DEFAULT_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(env("AWS_ACCESS_KEY_ID"), env("AWS_SECRET_ACCESS_KEY"))))
                .httpClient(UrlConnectionHttpClient.create())
                .forcePathStyle(true)
                .build();
    }

    /** Waits for the end that it comes to by itself. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("does not end");
        }
        return process.exitValue();
    }

    /** As a power cut does it. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    void terminate() {
        process.destroy();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        exitCode();
    }
}
