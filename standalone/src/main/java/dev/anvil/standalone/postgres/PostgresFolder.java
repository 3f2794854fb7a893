package dev.anvil.standalone.postgres;

import java.nio.file.Path;

/** The part of a data folder that belongs to PostgreSQL. */
record PostgresFolder(Path root) {
    Path data() {
        return root.resolve("data");
    }

    /** Where a cluster is made; it becomes {@link #data()} when it is complete. */
    Path unfinished() {
        return root.resolve("data.new");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    /** The port of the last start: a second node has it in its settings, so it should not change without need. */
    Path port() {
        return root.resolve("port");
    }

    Path processFile() {
        return data().resolve("postmaster.pid");
    }

    Path versionFile() {
        return data().resolve("PG_VERSION");
    }

    Path settings() {
        return data().resolve("anvil.conf");
    }
}
