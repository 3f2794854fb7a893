package dev.anvil.metadata.object;

import dev.anvil.metadata.Refusal;
import dev.anvil.metadata.blob.PackedLayout;
import dev.anvil.metadata.bucket.RegionalBuckets;
import dev.anvil.metadata.database.Convoy;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.model.BucketId;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds versions, each from one snapshot. Current ones are what is read most, so look-ups of them that arrive together share a
 * statement.
 */
public final class ObjectLookups {
    private static final int STATEMENTS_AT_ONCE = 4;
    private static final int MOST_IN_ONE = 64;

    /**
     * Sub-selects that cannot be flattened, so that each key costs a walk down two indexes whatever the tables looked like when
     * the plan was made.
     */
    private static final String CURRENT = """
            select asked.place, o.version_id, true as latest, o.delete_marker, o.size, o.etag, o.modified, o.checksums,
                o.attributes, o.tags, o.part_count, o.extras,
                case
                    when not asked.with_layout then null
                    when o.blob_id is not null then (
                        select int4send(0) || int8send(0) || pack_blob(b) from blob b where b.blob_id = o.blob_id)
                    when o.part_count > 0 then (
                        select string_agg(
                            int4send(p.part_number) || int8send(p.start) || pack_blob(b), ''::bytea
                            order by p.part_number)
                        from version_part p cross join lateral (
                            select * from blob where blob.blob_id = p.blob_id offset 0) b
                        where p.bucket_id = asked.bucket_id and p.commit_id = o.commit_id)
                end as layout
            from unnest(?::uuid[], ?::text[], ?::boolean[]) with ordinality as asked (bucket_id, key, with_layout, place)
            cross join lateral (
                select v.*,
                    case when v.legal_hold is not null or v.retention_mode is not null or v.encryption is not null
                        then extras_of(v) end as extras
                from object_version v where v.bucket_id = asked.bucket_id and v.key = asked.key and v.latest
                offset 0) o""";

    private record Question(BucketId bucket, ObjectKey key, boolean withBlobs) {}

    private record Found(int place, StoredVersion version) {}

    private final RegionalDatabase database;
    private final RegionalBuckets buckets;
    private final Convoy<Question, Optional<StoredVersion>> current =
            new Convoy<>(STATEMENTS_AT_ONCE, MOST_IN_ONE, this::current);

    public ObjectLookups(RegionalDatabase database, RegionalBuckets buckets) {
        this.database = database;
        this.buckets = buckets;
    }

    /** The version named, or the current one; either may be a delete marker. */
    public StoredVersion lookUp(BucketId bucket, ObjectKey key, @Nullable VersionId version, boolean withBlobs) {
        Optional<StoredVersion> found = version == null
                ? current.ask(new Question(bucket, key, withBlobs))
                : named(bucket, key, version, withBlobs);
        return found.orElseThrow(() -> missing(bucket, version).failure());
    }

    private List<Optional<StoredVersion>> current(List<Question> questions) {
        List<Optional<StoredVersion>> answers =
                new ArrayList<>(Collections.nCopies(questions.size(), Optional.empty()));
        database.statement(jdbc -> jdbc.sql(CURRENT)
                        .params(
                                questions.stream()
                                        .map(asked -> asked.bucket().value())
                                        .toArray(UUID[]::new),
                                questions.stream()
                                        .map(asked -> asked.key().value())
                                        .toArray(String[]::new),
                                questions.stream().map(Question::withBlobs).toArray(Boolean[]::new))
                        .query((row, index) -> {
                            int place = row.getInt("place") - 1;
                            return new Found(place, stored(questions.get(place).key(), row));
                        })
                        .list())
                .forEach(found -> answers.set(found.place(), Optional.of(found.version())));
        return answers;
    }

    private Optional<StoredVersion> named(BucketId bucket, ObjectKey key, VersionId version, boolean withBlobs) {
        return database.statement(jdbc -> jdbc.sql("select * from look_up_object(?, ?, ?, ?)")
                .params(bucket.value(), key.value(), VersionIds.toUuid(version), withBlobs)
                .query((row, index) -> stored(key, row))
                .optional());
    }

    private Refusal missing(BucketId bucket, @Nullable VersionId version) {
        if (buckets.isClosed(bucket)) {
            return Refusal.NO_SUCH_BUCKET;
        }
        return version == null ? Refusal.NO_SUCH_KEY : Refusal.NO_SUCH_VERSION;
    }

    private static StoredVersion stored(ObjectKey key, ResultSet row) throws SQLException {
        boolean deleteMarker = row.getBoolean("delete_marker");
        return new StoredVersion(
                key,
                VersionIds.ofUuid(row.getObject("version_id", UUID.class)),
                row.getBoolean("latest"),
                deleteMarker,
                row.getLong("size"),
                deleteMarker ? null : new ETag(row.getString("etag")),
                row.getObject("modified", OffsetDateTime.class).toInstant(),
                StoredJson.checksums(row.getString("checksums")),
                StoredJson.attributes(row.getString("attributes")).with(StoredGuards.guards(row.getString("extras"))),
                StoredJson.tags(row.getString("tags")),
                PackedLayout.read(row.getBytes("layout")),
                row.getInt("part_count"));
    }
}
