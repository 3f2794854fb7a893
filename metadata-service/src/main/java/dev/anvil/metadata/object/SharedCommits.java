package dev.anvil.metadata.object;

import dev.anvil.metadata.blob.NewBlob;
import dev.anvil.metadata.database.Convoy;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.runtime.failure.ServiceFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Puts that arrive together become visible in one transaction, each on its own terms. */
final class SharedCommits {
    private static final int TRANSACTIONS_AT_ONCE = 4;
    private static final int MOST_IN_ONE = 32;

    private static final String COMMIT = """
            select * from commit_objects(
                :bucket, :key, :id, :size, :etag, :checksums, :attributes, :tags, :writtenBy, :blob, :length,
                :data::smallint[], :parity::smallint[], :unitBytes, :placement, :repair, :oldest::timestamptz[],
                :newest::timestamptz[], :commitAge::interval, :reclaimDelay::interval)
            order by place""";

    /** Somebody works on its bucket or its key: it is not for the others to wait. */
    private static final String BUSY = "BUSY";

    /** Neither of them where it was busy. */
    record Outcome(Optional<Committed> committed, @Nullable ServiceFailure refusal) {}

    private final RegionalDatabase database;
    private final Function<ObjectCommit, Map<String, @Nullable Object>> parameters;
    private final Convoy<ObjectCommit, Outcome> convoy =
            new Convoy<>(TRANSACTIONS_AT_ONCE, MOST_IN_ONE, this::together);

    SharedCommits(RegionalDatabase database, Function<ObjectCommit, Map<String, @Nullable Object>> parameters) {
        this.database = database;
        this.parameters = parameters;
    }

    /** The others hold up those who share with them, or need more than the statement takes. */
    static boolean accepts(ObjectCommit commit) {
        NewBlob blob = commit.blob();
        return blob != null
                && blob.isNamedByItsShards()
                && commit.preconditions().equals(Preconditions.NONE)
                && commit.attributes().guards().equals(Guards.NONE);
    }

    /** Nothing was done, and it is to be sent alone, where the answer is empty. */
    Optional<Committed> commit(ObjectCommit commit) {
        Outcome outcome = convoy.ask(commit);
        if (outcome.refusal() != null) {
            throw outcome.refusal();
        }
        return outcome.committed();
    }

    List<Outcome> together(List<ObjectCommit> commits) {
        List<Map<String, @Nullable Object>> rows =
                commits.stream().map(parameters).toList();
        Map<String, @Nullable Object> columns = new HashMap<>(rows.getFirst());
        put(columns, rows, UUID[]::new, "bucket", "id", "writtenBy", "blob");
        put(columns, rows, String[]::new, "key", "etag", "checksums", "attributes", "tags");
        put(columns, rows, Long[]::new, "size", "length");
        put(columns, rows, Integer[]::new, "data", "parity", "unitBytes");
        put(columns, rows, byte[][]::new, "placement");
        put(columns, rows, Boolean[]::new, "repair");
        // The driver knows no arrays of times.
        for (String name : List.of("oldest", "newest")) {
            columns.put(
                    name,
                    rows.stream()
                            .map(row -> Objects.toString(row.get(name), null))
                            .toArray(String[]::new));
        }
        return database.statement(jdbc -> jdbc.sql(COMMIT)
                .params(columns)
                .query((row, index) -> outcome(row, commits.get(index)))
                .list());
    }

    private static void put(
            Map<String, @Nullable Object> columns,
            List<Map<String, @Nullable Object>> rows,
            IntFunction<@Nullable Object[]> array,
            String... names) {
        for (String name : names) {
            columns.put(name, rows.stream().map(row -> row.get(name)).toArray(array));
        }
    }

    private static Outcome outcome(ResultSet row, ObjectCommit commit) throws SQLException {
        if (BUSY.equals(row.getString("outcome"))) {
            return new Outcome(Optional.empty(), null);
        }
        try {
            return new Outcome(
                    Optional.of(ObjectCommits.committed(row, commit.etag(), commit.size(), commit.checksums())), null);
        } catch (ServiceFailure refused) {
            return new Outcome(Optional.empty(), refused);
        }
    }
}
