package dev.anvil.metadata.database;

import dev.anvil.runtime.setting.SettingRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the databases are, and how long anything may wait for them.
 *
 * @param globalUrl {@code GLOBAL_DATABASE_URL}; empty where this process has no part in the global catalogue
 * @param regionalUrl {@code REGIONAL_DATABASE_URL}; empty where it has no part in a region's
 * @param poolSize connections to each database; more callers than that wait
 * @param connectionTimeout how long a caller waits for a connection before it is told that the database is away
 * @param statementTimeout what a statement may take
 * @param lockTimeout how long a statement waits for a lock
 * @param startPatience how long a start waits for a database that does not answer yet
 * @param pulsePatience how long the simplest question may take before requests are refused without asking
 */
@ConfigurationProperties("anvil.database")
record DatabaseSettings(
        @DefaultValue("") String globalUrl,
        @DefaultValue("") String regionalUrl,
        @DefaultValue("16") int poolSize,
        @DefaultValue("2s") Duration connectionTimeout,
        @DefaultValue("15s") Duration statementTimeout,
        @DefaultValue("5s") Duration lockTimeout,
        @DefaultValue("60s") Duration startPatience,
        @DefaultValue("3s") Duration pulsePatience) {
    private static final int MAX_POOL_SIZE = 256;

    /** Not in the constructor: what a constructor throws reaches the operator as a binding error, not as this sentence. */
    void refuseWhatCannotWork() {
        if (globalUrl.isBlank() && regionalUrl.isBlank()) {
            throw new SettingRefused(
                    "GLOBAL_DATABASE_URL",
                    "(not set), and so is REGIONAL_DATABASE_URL",
                    "give the metadata service at least one of them, as postgres://USER:PASSWORD@HOST:PORT/DATABASE");
        }
        if (globalUrl.equals(regionalUrl)) {
            throw new SettingRefused(
                    "REGIONAL_DATABASE_URL",
                    "the same as GLOBAL_DATABASE_URL",
                    "create a database of its own for the region; both may live on one server");
        }
        if (poolSize < 2 || poolSize > MAX_POOL_SIZE) {
            throw new SettingRefused(
                    "ANVIL_DATABASE_POOLSIZE", String.valueOf(poolSize), "choose from 2 to " + MAX_POOL_SIZE);
        }
    }

    @Override
    public String toString() {
        return "DatabaseSettings[hidden]";
    }
}
