package dev.anvil.metadata.blob;

import dev.anvil.metadata.Refusal;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.model.BlobId;
import dev.anvil.model.CatalogueStamp;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What workers ask before they touch a shard, and what they tell afterwards. */
public final class Blobs {
    public static final int MAX_CLASSIFIED = 10_000;

    private static final int MAX_COUNTED = 1_000;
    private static final int MAX_BLOBS = 1_000;
    /** Many readers may notice one damage; their reports within this time are one repair. */
    private static final Duration QUIET_AFTER_DAMAGE = Duration.ofMinutes(10);

    private final RegionalDatabase database;
    private final BlobRules rules;
    private final SweepHalt halt;

    public Blobs(RegionalDatabase database, BlobRules rules) {
        this.database = database;
        this.rules = rules;
        this.halt = new SweepHalt(database);
    }

    public BlobStatus lookUp(BlobId blob) {
        return lookUp(List.of(blob)).getOrDefault(blob, BlobStatus.UNKNOWN);
    }

    /** Those that are not unknown. */
    public Map<BlobId, BlobStatus> lookUp(List<BlobId> blobs) {
        refuseTooMany(blobs.size());
        Map<BlobId, BlobStatus> found = new HashMap<>();
        database.statement(jdbc -> jdbc.sql("""
                        select blob_id, state, placement_version, case when state <> 3 then pack_blob(blob) end as packed,
                            case when state = 2 then ceil(1000 * greatest(
                                extract(epoch from dead_at + :delay::interval - clock_timestamp()),
                                -- Nothing is reclaimed while the sweep is halted.
                                (select case when halted_at is null then 0 else 60 end from catalogue)))
                            else 0 end as wait
                        from blob where blob_id = any (:blobs)""")
                .param("blobs", blobs.stream().map(BlobId::value).toArray(UUID[]::new))
                .param("delay", BlobParameters.interval(rules.reclaimDelay()))
                .query((row, index) -> {
                    byte[] packed = row.getBytes("packed");
                    return found.put(
                            new BlobId(row.getObject("blob_id", UUID.class)),
                            new BlobStatus(
                                    BlobState.ofNumber(row.getInt("state")),
                                    packed == null ? null : PackedLayout.readBlob(packed),
                                    Duration.ofMillis(row.getLong("wait")),
                                    row.getInt("placement_version")));
                })
                .list());
        return found;
    }

    /** Shards of a dead blob that were deleted. Answers whether none is left and the blob is forgotten. */
    public boolean forget(BlobId blob, Collection<ShardId> shards) {
        return database.statement(jdbc -> jdbc.sql("select forget_shards(?, ?)")
                .params(blob.value(), shards.stream().map(ShardId::value).toArray(UUID[]::new))
                .query(Boolean.class)
                .single());
    }

    /** The same of many, all or none of it. Answers the blobs that are forgotten. */
    public List<BlobId> forget(Map<BlobId, ? extends Collection<ShardId>> gone) {
        refuseTooMany(gone.size());
        List<UUID> owners = new ArrayList<>();
        List<UUID> shards = new ArrayList<>();
        gone.forEach((blob, deleted) -> deleted.forEach(shard -> {
            owners.add(blob.value());
            shards.add(shard.value());
        }));
        return database.statement(jdbc -> jdbc.sql("select * from forget_shards(?, ?, ?)")
                .params(
                        gone.keySet().stream().map(BlobId::value).toArray(UUID[]::new),
                        owners.toArray(UUID[]::new),
                        shards.toArray(UUID[]::new))
                .query((row, index) -> new BlobId(row.getObject(1, UUID.class)))
                .list());
    }

    private static void refuseTooMany(int blobs) {
        if (blobs > MAX_BLOBS) {
            throw new IllegalArgumentException("at most " + MAX_BLOBS + " blobs are asked or told of at once");
        }
    }

    /**
     * Puts a fresh shard into a slot, if the blob is live and its placement is what it was. Answers false if it is not; the
     * shard is garbage then.
     */
    public boolean swap(BlobId blob, int slot, int placementVersion, ShardPlacement replacement) {
        String outcome = database.statement(jdbc -> jdbc.sql("select swap_shard(?, ?, ?, ?, ?, ?, ?::interval)")
                .params(
                        blob.value(),
                        slot,
                        placementVersion,
                        Placement.bytes(List.of(replacement)),
                        !replacement.shard().isOf(blob),
                        BlobParameters.timestamp(replacement.shard().birth()),
                        BlobParameters.interval(rules.commitAge()))
                .query(String.class)
                .single());
        if ("LOST".equals(outcome)) {
            return false;
        }
        Refusal.unlessOk(outcome);
        return true;
    }

    /** A shard of the blob is missing or corrupt: a repair follows. */
    public void noteDamage(BlobId blob) {
        database.statement(jdbc -> jdbc.sql("select note_damage(?, ?::interval)")
                .params(blob.value(), BlobParameters.interval(QUIET_AFTER_DAMAGE))
                .query((row, index) -> blob)
                .single());
    }

    /** Shards of a drive are broken, whatever blobs they are of. Answers of how many blobs. */
    public int noteBroken(DriveId drive, List<ShardId> shards) {
        if (shards.size() > MAX_CLASSIFIED) {
            throw new IllegalArgumentException("at most " + MAX_CLASSIFIED + " shards are noted at once");
        }
        return database.statement(jdbc -> jdbc.sql("select note_broken_shards(?, ?, ?::interval)")
                .params(
                        drive.value(),
                        shards.stream().map(ShardId::value).toArray(UUID[]::new),
                        BlobParameters.interval(QUIET_AFTER_DAMAGE))
                .query(Integer.class)
                .single());
    }

    /** Where the live blobs behind this one lie, in the order of their ids. */
    public List<BlobPlacement> placements(@Nullable BlobId after, int limit) {
        return database.statement(jdbc -> jdbc.sql("""
                        select blob_id, placement from blob
                        where state = 1 and blob_id > ? order by blob_id limit ?""")
                .params(after == null ? new UUID(0, 0) : after.value(), limit)
                .query((row, index) -> new BlobPlacement(
                        new BlobId(row.getObject("blob_id", UUID.class)), Placement.ofBytes(row.getBytes("placement"))))
                .list());
    }

    /** How many live blobs have a shard on each of the drives. Looks at every blob. */
    public List<Long> countShards(List<DriveId> drives) {
        if (drives.size() > MAX_COUNTED) {
            throw new IllegalArgumentException("at most " + MAX_COUNTED + " drives are counted at once");
        }
        return database.statement(jdbc -> jdbc.sql("""
                        select (select count(*) from blob
                            where state = 1 and position(uuid_send(drive.id) in placement) > 0)
                        from unnest(?::uuid[]) with ordinality as drive (id, place) order by place""")
                .param(drives.stream().map(DriveId::value).toArray(UUID[]::new))
                .query(Long.class)
                .list());
    }

    /** Which catalogue this is. */
    public CatalogueStamp catalogue() {
        return database.statement(jdbc -> jdbc.sql("select catalogue_id, epoch from catalogue")
                .query((row, index) ->
                        new CatalogueStamp(row.getObject("catalogue_id", UUID.class), row.getLong("epoch")))
                .single());
    }

    /** Those of a drive's shards that nothing refers to and that are too old to become referred to (rule S). */
    public List<ShardId> garbage(DriveId drive, List<ShardId> shards) {
        return unreferenced(drive, shards, rules.sweepAge());
    }

    /** Those of a drive's shards that nothing refers to now. Young ones may become referred to: nobody deletes by this. */
    public List<ShardId> unreferenced(DriveId drive, List<ShardId> shards) {
        return unreferenced(drive, shards, Duration.ZERO);
    }

    private List<ShardId> unreferenced(DriveId drive, List<ShardId> shards, Duration age) {
        if (shards.size() > MAX_CLASSIFIED) {
            throw new IllegalArgumentException("at most " + MAX_CLASSIFIED + " shards are classified at once");
        }
        if (halt.state().isHalted()) {
            throw Refusal.SWEEP_HALTED.failure();
        }
        UUID[] ids = shards.stream().map(ShardId::value).toArray(UUID[]::new);
        String births = Arrays.toString(shards.stream()
                .map(shard -> BlobParameters.timestamp(shard.birth()))
                .toArray(OffsetDateTime[]::new));
        return database.statement(jdbc -> jdbc.sql("select * from garbage_shards(?, ?, ?::timestamptz[], ?::interval)")
                .params(drive.value(), ids, births.replace('[', '{').replace(']', '}'), BlobParameters.interval(age))
                .query((row, index) -> new ShardId(row.getObject(1, UUID.class)))
                .list());
    }
}
