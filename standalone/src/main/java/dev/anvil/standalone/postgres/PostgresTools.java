package dev.anvil.standalone.postgres;

import dev.anvil.runtime.setting.SettingRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's own programs. They refuse to run as root, so root runs them in a user namespace in which nobody is:
 * files still belong to root, and the programs are content.
 */
final class PostgresTools {
    private static final List<String> AS_NOBODY = List.of("unshare", "--user");

    private final Path home;
    private final List<String> prefix;

    private PostgresTools(Path home, List<String> prefix) {
        this.home = home;
        this.prefix = prefix;
    }

    static PostgresTools in(Path home) throws IOException, InterruptedException {
        boolean root = "root".equals(System.getProperty("user.name"));
        PostgresTools tools = new PostgresTools(home, root ? AS_NOBODY : List.of());
        if (root && !canBecomeNobody()) {
            throw new SettingRefused(
                    "the user",
                    "root",
                    "PostgreSQL does not run as root and this machine allows no user namespaces: start anvil as another"
                            + " user, or give GLOBAL_DATABASE_URL and REGIONAL_DATABASE_URL of a server of yours");
        }
        return tools;
    }

    private static boolean canBecomeNobody() throws InterruptedException {
        List<String> command = new ArrayList<>(AS_NOBODY);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs one program to its end. Its words go into the log, and its last ones into the failure. */
    void run(Path log, Duration limit, String input, String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        long before = Files.exists(log) ? Files.size(log) : 0;
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(
                    "PostgreSQL's " + program + " was not done after " + limit.toSeconds() + " s, see " + log);
        }
        if (process.exitValue() != 0) {
            throw new IOException("PostgreSQL's " + program + " failed (" + lastLine(log, before) + "), see " + log);
        }
    }

    private static String lastLine(Path log, long from) throws IOException {
        byte[] all = Files.readAllBytes(log);
        String said = new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8);
        return said.lines()
                .filter(line -> !line.isBlank())
                .reduce((one, next) -> next)
                .orElse("it said nothing")
                .strip();
    }
}
