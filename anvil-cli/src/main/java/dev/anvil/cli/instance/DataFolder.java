package dev.anvil.cli.instance;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The data folder of an instance, and where things are in it. */
public record DataFolder(Path root) {
    public static final String DEFAULT = "./anvil-data";

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** Addresses, credentials and secrets of the running instance; there only while it is ready. */
    public Path env() {
        return root.resolve("anvil.env");
    }

    /** The process id, there only while the instance is ready. */
    public Path pid() {
        return root.resolve("anvil.pid");
    }

    /** Held by the running process for as long as it lives, also while it starts and stops. */
    public Path lock() {
        return root.resolve("anvil.lock");
    }

    /** Secrets that the first start made. Losing this file means losing the app secrets in the database. */
    public Path secrets() {
        return root.resolve("secrets.env");
    }

    /** Which service listens where; there only while the instance is ready. */
    public Path services() {
        return root.resolve("services.env");
    }

    public Path log() {
        return root.resolve("anvil.log");
    }

    /** What a detached instance would have said on the terminal. */
    public Path console() {
        return root.resolve("anvil.out");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path drives() {
        return root.resolve("drives");
    }

    public List<Path> drives(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> drives().resolve("drive-" + number))
                .toList();
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
