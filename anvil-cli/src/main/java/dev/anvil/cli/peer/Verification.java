package dev.anvil.cli.peer;

import java.time.Instant;
import java.util.List;

/** What comparing the catalogue with the drives showed. Lists are cut where they get long; the numbers count all. */
public record Verification(
        boolean fine, boolean catalogueWentBack, Blobs blobs, List<DriveFindings> drives, List<Silent> silent) {

    public Verification {
        drives = List.copyOf(drives);
        silent = List.copyOf(silent);
    }

    /**
     * @param fine all shards are where they should be
     * @param reduced can be read, but have fewer shards than they should
     * @param uncertain can be read only if drives come back that could not be asked
     * @param lost cannot be read any more
     */
    public record Blobs(long total, long fine, long reduced, long uncertain, long lost, List<Damaged> damaged) {
        public Blobs {
            damaged = List.copyOf(damaged);
        }
    }

    /** @param state reduced, uncertain or lost */
    public record Damaged(String blobId, String state, int needed, int present, int unknown, List<Missing> missing) {
        public Damaged {
            missing = List.copyOf(missing);
        }
    }

    /** A shard that is not where it should be; drive and shard are empty where it was never written. */
    public record Missing(int slot, String driveId, String shardId) {}

    /**
     * @param orphaned shards that nothing refers to
     * @param recent as many of them are so young that their upload may be under way
     * @param corrupt shards that the drive found broken
     */
    public record DriveFindings(
            String driveId,
            String node,
            long shards,
            long orphaned,
            long recent,
            long orphanedBytes,
            long corrupt,
            List<Orphan> orphans) {
        public DriveFindings {
            orphans = List.copyOf(orphans);
        }
    }

    /** A shard that nothing refers to. */
    public record Orphan(String shardId, long bytes, Instant born) {}

    /** A drive that could not be asked. */
    public record Silent(String driveId, String problem) {}
}
