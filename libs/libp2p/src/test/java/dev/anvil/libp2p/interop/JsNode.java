package dev.anvil.libp2p.interop;

import dev.anvil.libp2p.address.Multiaddr;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process with a js-libp2p host in it. */
final class JsNode implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration INSTALLATION = Duration.ofMinutes(5);
    private static final Path SOURCE = Path.of("src/interop");
    private static final Path FOLDER = Path.of("target/interop");

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Writer commands;
    private final Multiaddr address;

    JsNode() throws IOException, InterruptedException {
        process = new ProcessBuilder("node", "--import", "./polyfill.mjs", "node.mjs")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(this::read);
        address = Multiaddr.parse(await("LISTENS"));
    }

    /**
     * Installs the packages as the lock file pins them. Not by "npm ci", which fails where a registry lacks the binaries
     * of some other platform.
     */
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json", "node.mjs", "polyfill.mjs")) {
            Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Process npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund")
                .directory(FOLDER.toFile())
                .inheritIO()
                .start();
        if (!npm.waitFor(INSTALLATION) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IOException("npm install failed in " + FOLDER.toAbsolutePath());
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(line -> {
                System.out.println("js: " + line);
                lines.add(line);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What follows the word in the next line that begins with it; lines before are skipped. */
    String await(String word) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("js-libp2p did not say " + word + " within " + PATIENCE);
            }
            if (line.equals(word)) {
                return "";
            }
            if (line.startsWith(word + " ")) {
                return line.substring(word.length() + 1);
            }
        }
    }

    void say(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
    }

    Multiaddr address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
    }
}
