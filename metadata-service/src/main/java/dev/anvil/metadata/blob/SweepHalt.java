package dev.anvil.metadata.blob;

import dev.anvil.metadata.database.RegionalDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/**
 * Stops all deletion on the catalogue's word when the catalogue is found to have gone back in time: after a restore from a backup it
 * calls garbage what was written since, and dead what was not. Only an operator who has looked lets it go on.
 */
public final class SweepHalt {
    private static final String STATE = "epoch, seen_epoch, halted_at";

    private final RegionalDatabase database;

    public SweepHalt(RegionalDatabase database) {
        this.database = database;
    }

    /**
     * @param seen the highest epoch that a drive was found to have seen, while halted
     * @param since empty while nothing is halted
     */
    public record State(long epoch, long seen, Optional<Instant> since) {
        public boolean isHalted() {
            return since.isPresent();
        }
    }

    /** A drive has seen this epoch of ours. Whether that is more than we know is decided by what we know now. */
    public State noteSeen(long seen) {
        return database.statement(jdbc -> jdbc.sql("""
                                update catalogue set
                                    seen_epoch = greatest(seen_epoch, :seen),
                                    halted_at = coalesce(halted_at, clock_timestamp())
                                where epoch < :seen and (halted_at is null or seen_epoch < :seen)
                                returning\s""" + STATE)
                        .param("seen", seen)
                        .query(SweepHalt::read)
                        .optional())
                .orElseGet(this::state);
    }

    public State state() {
        return database.statement(jdbc -> jdbc.sql("select " + STATE + " from catalogue")
                .query(SweepHalt::read)
                .single());
    }

    /** No drive has seen as much as the catalogue says from now on. */
    public State resume() {
        return database.statement(
                jdbc -> jdbc.sql("""
                        update catalogue set epoch = greatest(epoch, seen_epoch) + 1, seen_epoch = null, halted_at = null
                        returning\s""" + STATE).query(SweepHalt::read).single());
    }

    private static State read(ResultSet row, int index) throws SQLException {
        return new State(
                row.getLong("epoch"),
                row.getLong("seen_epoch"),
                Optional.ofNullable(row.getTimestamp("halted_at")).map(Timestamp::toInstant));
    }
}
