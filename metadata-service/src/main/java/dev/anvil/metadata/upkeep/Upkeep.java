package dev.anvil.metadata.upkeep;

import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.metadata.usage.ReportedUsage;
import dev.anvil.metadata.usage.Usage;
import java.time.Duration;
import java.util.Optional;

/** One round of upkeep. */
public final class Upkeep {
    private static final int FORGOTTEN_AT_ONCE = 5_000;
    private static final int MOST_ROUNDS = 100;

    private final RegionalDatabase database;
    private final Usage usage;
    private final Optional<ReportedUsage> reported;
    private final Duration memoryOfCommits;

    public Upkeep(RegionalDatabase database, Usage usage, Optional<ReportedUsage> reported, Duration memoryOfCommits) {
        this.reported = reported;
        this.database = database;
        this.usage = usage;
        this.memoryOfCommits = memoryOfCommits;
    }

    public void run() {
        usage.fold();
        forgetCommits();
        database.statement(
                jdbc -> jdbc.sql("select advance_epoch()").query(Long.class).single());
        // Last, since it needs the other database, which may be away.
        reported.ifPresent(catalogue -> catalogue.report(usage));
    }

    private void forgetCommits() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int forgotten = database.statement(jdbc -> jdbc.sql("select forget_commits(?::interval, ?)")
                    .param(memoryOfCommits.toMillis() + " milliseconds")
                    .param(FORGOTTEN_AT_ONCE)
                    .query(Integer.class)
                    .single());
            if (forgotten < FORGOTTEN_AT_ONCE) {
                return;
            }
        }
    }
}
